//! The legal programs as Diesel's own users compile them.
//!
//! `../programs` describes the programs; here `diesel` is Diesel.

#[path = "../../programs/mod.rs"]
pub mod programs;
#[expect(missing_docs, reason = "tables of a test, which say what they are")]
pub mod schema;

/// What the programs run on.
pub type Conn = diesel::PgConnection;
