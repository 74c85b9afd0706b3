//! The async pool: async connections that all plugins share.
//!
//! [`Room`](super::room::Room) decides which connection a checkout gets, as for the synchronous
//! pool; the sessions' settings and their reset are the same, too. Opening a connection is a
//! future here, so no pool of a library stands between.
//!
//! Reading order: [`connection`] (a connection, with what the pool knows of it), [`lent`] (one on
//! loan), [`pools`] (all of them).

mod connection;
mod lent;
mod pools;

pub(in crate::host) use self::pools::AsyncPools;
