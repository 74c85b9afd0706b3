//! The door: the functions with which a host turns a raw connection into a plugin's connection, and
//! back.
//!
//! Code that can call them can run anything on any schema. So the façade, which is all that a plugin
//! depends on, re-exports none of them, and ISO-04 refuses a plugin that depends on this crate.

use std::sync::Arc;

use diesel::PgConnection;
use diesel::result::QueryResult;

#[cfg(feature = "async")]
use crate::connection::{AsyncSafeConnection, LentAsyncConnection};
use crate::connection::{LentConnection, SafeConnection};
#[cfg(feature = "async")]
use crate::plugin::{AsyncConnectionSource, AsyncPluginPool};
use crate::plugin::{ConnectionSource, Plugin, PluginContext, PluginPool};

/// Turns a lent connection into the connection of the plugin `P`.
///
/// The host has prepared it for `P` before: search path, role and whatever else its
/// isolation asks for.
#[must_use]
pub fn lend<P: Plugin>(connection: Box<dyn LentConnection>) -> SafeConnection<P> {
    SafeConnection::new(connection)
}

/// Turns a plugin's connection back into the lent connection.
#[must_use]
pub fn take_back<P: Plugin>(connection: SafeConnection<P>) -> Box<dyn LentConnection> {
    connection.into_lent()
}

/// Returns the raw connection inside of a plugin's connection, on which any SQL runs.
///
/// # Errors
///
/// [`TransactionError::Closed`](crate::connection::TransactionError::Closed) if the
/// connection is condemned.
pub fn raw_connection<P: Plugin>(
    connection: &mut SafeConnection<P>,
) -> QueryResult<&mut PgConnection> {
    connection.pg()
}

/// Creates the pool of the plugin `P`, whose connections come from the host.
#[must_use]
pub fn pool<P: Plugin>(source: Arc<dyn ConnectionSource>) -> PluginPool<P> {
    PluginPool::new(source)
}

/// Creates the context that the `init` of the plugin `P` gets.
#[must_use]
pub fn context<P: Plugin>(source: Arc<dyn ConnectionSource>) -> PluginContext<P> {
    PluginContext::new(pool(source))
}

/// Turns a lent async connection into the async connection of the plugin `P`.
///
/// As for [`lend`], the host has prepared it for `P` before.
#[cfg(feature = "async")]
#[must_use]
pub fn lend_async<P: Plugin>(connection: Box<dyn LentAsyncConnection>) -> AsyncSafeConnection<P> {
    AsyncSafeConnection::new(connection)
}

/// Turns a plugin's async connection back into the lent connection.
#[cfg(feature = "async")]
#[must_use]
pub fn take_back_async<P: Plugin>(
    connection: AsyncSafeConnection<P>,
) -> Box<dyn LentAsyncConnection> {
    connection.into_lent()
}

/// Creates the context that the `init` of the plugin `P` gets, with an async pool.
#[cfg(feature = "async")]
#[must_use]
pub fn context_with_async<P: Plugin>(
    source: Arc<dyn ConnectionSource>,
    async_source: Arc<dyn AsyncConnectionSource>,
) -> PluginContext<P> {
    context(source).with_async_pool(async_pool(async_source))
}

/// Creates the async pool of the plugin `P`, whose connections come from the host.
#[cfg(feature = "async")]
#[must_use]
pub fn async_pool<P: Plugin>(source: Arc<dyn AsyncConnectionSource>) -> AsyncPluginPool<P> {
    AsyncPluginPool::new(source)
}
