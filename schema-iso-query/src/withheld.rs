//! Placeholders for names of Diesel that a plugin cannot have (ISO-04).
//!
//! A name that does not exist makes rustc say that it cannot be found, and guess at another one. A
//! name that users of Diesel know well stands for a placeholder instead: whoever uses it reads
//! that it is withheld, why, and what to write.
//!
//! No placeholder can be used. Each asks for a trait that nothing implements, and that nobody else
//! can implement, since this module is private and [`APlugin`] is a type of this crate. A type is
//! the associated type of such a trait: after the first error rustc says nothing more of the value.
//! Macros and derives of such names stand in `schema-iso-derive` and expand to the error.

use core::marker::PhantomData;

use diesel::result::QueryResult;

/// What the traits below are asked of. Nothing implements them for it, and it has no value.
///
/// The lifetime is bound by `for<'a>` where a placeholder is declared; so rustc asks when the
/// placeholder is used, and not here.
#[derive(Debug)]
pub struct APlugin<'a>(Never, PhantomData<&'a ()>);

/// No value is of this type.
#[derive(Debug)]
enum Never {}

/// What `sql_query` asks for.
#[diagnostic::on_unimplemented(
    message = "`sql_query` is withheld from plugins",
    label = "raw SQL could name a table of any plugin",
    note = "help: write the statement with the query builder; for a function in the database, declare it with \
            `#[plugin_functions]`; what must be SQL goes into a migration",
    note = "rule ISO-04, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_04/index.html"
)]
pub trait RawStatements {
    /// There is none.
    type Nothing;
}

/// What `sql` asks for.
#[diagnostic::on_unimplemented(
    message = "`sql` is withheld from plugins",
    label = "raw SQL could name a table of any plugin",
    note = "help: write the expression with the query builder; PostgreSQL's functions are in `diesel::dsl` and \
            `diesel::sql_functions`, and a function of the plugin is declared with `#[plugin_functions]`",
    note = "rule ISO-04, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_04/index.html"
)]
pub trait RawExpressions {
    /// There is none.
    type Nothing;
}

/// What `batch_execute` asks for.
#[diagnostic::on_unimplemented(
    message = "`batch_execute` is withheld from plugins",
    label = "raw SQL could name a table of any plugin",
    note = "help: write the statements with the query builder; what changes the schema goes into a migration",
    note = "rule ISO-04, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_04/index.html"
)]
pub trait RawBatches<Sql> {}

/// What a raw connection asks for.
#[diagnostic::on_unimplemented(
    message = "`PgConnection` is withheld from plugins",
    label = "a raw connection reaches the tables of every plugin",
    note = "help: take `&mut SafeConnection<P>`, where `P` is the plugin; the host hands it out",
    note = "rule ISO-04, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_04/index.html"
)]
pub trait RawConnections {
    /// There is none.
    type Nothing;
}

/// What a pool of raw connections asks for.
#[diagnostic::on_unimplemented(
    message = "`diesel::r2d2` is withheld from plugins",
    label = "a raw connection reaches the tables of every plugin",
    note = "help: keep a `PluginPool<P>`, where `P` is the plugin; `PluginContext::pool` and the host hand it out",
    note = "rule ISO-04, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_04/index.html"
)]
pub trait RawPools {
    /// There is none.
    type Nothing;
}

/// What the traits of connections ask for.
#[diagnostic::on_unimplemented(
    message = "the traits of Diesel's connections are withheld from plugins",
    label = "whatever is such a connection runs raw SQL",
    note = "help: take `&mut SafeConnection<P>`, where `P` is the plugin; it has `transaction` and `build_transaction` \
            of its own",
    note = "rule ISO-04, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_04/index.html"
)]
pub trait TraitsOfConnections {}

/// What the traits of fragments ask for.
#[diagnostic::on_unimplemented(
    message = "the traits with which a type writes SQL are withheld from plugins",
    label = "a fragment of SQL could name a table of any plugin",
    note = "help: write the query with the query builder; for a function in the database, declare it with \
            `#[plugin_functions]`",
    note = "rule ISO-04, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_04/index.html"
)]
pub trait Fragments {}

/// The placeholder for Diesel's `sql_query`.
pub fn sql_query<Sql>(_: Sql) -> <APlugin<'static> as RawStatements>::Nothing
where
    for<'a> APlugin<'a>: RawStatements,
{
    unreachable()
}

/// The placeholder for Diesel's `sql`.
pub fn sql<SqlType>(_: &str) -> <APlugin<'static> as RawExpressions>::Nothing
where
    for<'a> APlugin<'a>: RawExpressions,
{
    unreachable()
}

/// The placeholder for Diesel's `PgConnection`.
pub type PgConnection = <APlugin<'static> as RawConnections>::Nothing;

/// The placeholder for Diesel's `Connection`.
pub trait Connection
where
    for<'a> APlugin<'a>: TraitsOfConnections,
{
}

/// The placeholder for Diesel's `SimpleConnection`.
pub trait SimpleConnection
where
    for<'a> APlugin<'a>: TraitsOfConnections,
{
}

/// The placeholder for Diesel's `LoadConnection`.
pub trait LoadConnection
where
    for<'a> APlugin<'a>: TraitsOfConnections,
{
}

/// The placeholder for diesel-async's `AsyncConnection`.
#[cfg(feature = "async")]
pub trait AsyncConnection
where
    for<'a> APlugin<'a>: TraitsOfConnections,
{
}

/// The placeholder for diesel-async's `AsyncConnectionCore`.
#[cfg(feature = "async")]
pub trait AsyncConnectionCore
where
    for<'a> APlugin<'a>: TraitsOfConnections,
{
}

/// The placeholder for diesel-async's `SimpleAsyncConnection`.
#[cfg(feature = "async")]
pub trait SimpleAsyncConnection
where
    for<'a> APlugin<'a>: TraitsOfConnections,
{
}

/// The placeholder for Diesel's `QueryFragment`.
pub trait QueryFragment<DB>
where
    for<'a> APlugin<'a>: Fragments,
{
    /// What an implementation writes.
    ///
    /// # Errors
    ///
    /// None: it cannot be implemented.
    fn walk_ast<'b>(&'b self, pass: AstPass<'_, 'b, DB>) -> QueryResult<()>;
}

/// The placeholder for Diesel's `QueryId`.
pub trait QueryId
where
    for<'a> APlugin<'a>: Fragments,
{
    /// What an implementation writes.
    type QueryId;

    /// What an implementation may write.
    const HAS_STATIC_QUERY_ID: bool = false;
}

/// The placeholder for Diesel's `AstPass`: without a value, so that nothing can be written to it.
#[derive(Debug)]
pub struct AstPass<'a, 'b, DB>(Never, PhantomData<(&'a (), &'b (), DB)>);

// What implementations by hand call, so that rustc reports the implementation and not each call.
impl<'b, DB> AstPass<'_, 'b, DB> {
    /// Cannot be called, as there is no value.
    pub fn push_sql(&mut self, _: &str) {
        match self.0 {}
    }

    /// Cannot be called, as there is no value.
    ///
    /// # Errors
    ///
    /// None.
    pub fn push_identifier(&mut self, _: &str) -> QueryResult<()> {
        match self.0 {}
    }

    /// Cannot be called, as there is no value.
    ///
    /// # Errors
    ///
    /// None.
    pub fn push_bind_param<T, U>(&mut self, _: &'b U) -> QueryResult<()> {
        match self.0 {}
    }

    /// Cannot be called, as there is no value.
    pub fn unsafe_to_cache_prepared(&mut self) {
        match self.0 {}
    }

    /// Cannot be called, as there is no value.
    pub fn reborrow(&mut self) -> AstPass<'_, 'b, DB> {
        match self.0 {}
    }
}

/// The placeholders for what is in Diesel's module of pools.
pub mod r2d2 {
    use super::{APlugin, RawPools};

    /// The placeholder for Diesel's `ConnectionManager`.
    pub type ConnectionManager<C> = <(APlugin<'static>, C) as RawPools>::Nothing;

    /// The placeholder for `r2d2::Pool`.
    pub type Pool<M> = <(APlugin<'static>, M) as RawPools>::Nothing;

    /// The placeholder for `r2d2::PooledConnection`.
    pub type PooledConnection<M> = <(APlugin<'static>, M) as RawPools>::Nothing;
}

/// The body of what cannot be called.
fn unreachable<T>() -> T {
    unreachable!("a placeholder cannot be called")
}
