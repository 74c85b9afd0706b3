//! The legal programs: plain Diesel, written once and compiled twice.
//!
//! Both crates beside this folder include it: one in which `diesel` is Diesel,
//! one in which it is the curated Diesel of a plugin. Nothing in here may ask
//! which of the two it is in; `crate::Conn` and `crate::schema` are all that
//! they have in common. `../compare` runs each program in both and compares.

use crate::Conn;

/// A program: some queries on the tables, and what comes of them.
#[derive(Debug, Clone, Copy)]
pub struct Program {
    /// The function's name.
    pub name: &'static str,
    /// What it shows, in the words of `../forms.txt`.
    pub forms: &'static [&'static str],
    /// Whether it begins the outermost transaction itself, and leaves nothing behind.
    pub outermost: bool,
    /// Runs it; what it returns is all that it found, as text.
    pub run: fn(&mut Conn) -> diesel::QueryResult<String>,
}

/// Lists the programs of a file: `name: "form", "form";` or `name(outermost): "form";`.
macro_rules! programs {
    (@ outermost) => { true };
    (@) => { false };
    ($($name:ident $(($outermost:ident))?: $($form:literal),+;)+) => {
        /// The programs of this file.
        pub(super) const PROGRAMS: &[super::Program] = &[$(super::Program {
            name: stringify!($name),
            forms: &[$($form),+],
            outermost: programs!(@ $($outermost)?),
            run: |conn| Ok(format!("{:?}", $name(conn)?)),
        }),+];
    };
}

/// Includes files of programs, and lists all programs.
macro_rules! files {
    ($($file:ident)+) => {
        $(mod $file;)+

        /// All programs.
        pub fn all() -> impl Iterator<Item = &'static Program> {
            [$($file::PROGRAMS),+].into_iter().flatten()
        }
    };
}

files! {
    selecting
    reading
    joins
    subselects
    lists
    combinations
    inserting
    inserting_queries
    upserting
    updating
    expressions
    aggregates
    collections
    documents
    code
    associations
    running
    automatic
}
