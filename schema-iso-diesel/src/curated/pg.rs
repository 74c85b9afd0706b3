//! PostgreSQL.

pub use diesel::pg::{
    CopyFormat, CopyHeader, DistinctOnClause, OrderDecorator, Pg, PgRowByRowLoadingMode, PgValue,
};
pub use schema_iso_query::query::{CopyFromQuery, CopyToQuery};

// A name of Diesel that a plugin cannot have: an error that says why.
#[doc(hidden)]
pub use schema_iso_query::withheld::PgConnection;

/// Rust types for SQL types that have none elsewhere.
pub mod data_types {
    pub use diesel::pg::data_types::{
        Cents, PgDate, PgInterval, PgLsn, PgMoney, PgNumeric, PgTime, PgTimestamp,
    };
}

/// PostgreSQL's SQL types.
pub mod sql_types {
    pub use diesel::pg::sql_types::{
        NullValueTreatment, NullValueTreatmentEnum, RangeBound, RangeBoundEnum,
    };

    pub use crate::curated::sql_types::{
        Array, BigSerial, Bpchar, Bytea, CChar, Cidr, Citext, Datemultirange, Daterange, Inet,
        Int4multirange, Int4range, Int8multirange, Int8range, Jsonb, MacAddr, MacAddr8, Macaddr,
        Macaddr8, Money, Multirange, Nummultirange, Numrange, Oid, PgLsn, Range, Record, Serial,
        SmallSerial, Timestamptz, Tsmultirange, Tsrange, Tstzmultirange, Tstzrange, Uuid,
    };
}

/// PostgreSQL's extensions of the query builder.
pub mod expression {
    /// Their functions.
    pub mod dsl {
        pub use crate::curated::dsl::{IntervalDsl, OnlyDsl, TablesampleDsl, array};
    }

    /// Their methods on tables.
    pub mod extensions {
        pub use diesel::pg::expression::extensions::{IntervalDsl, OnlyDsl, TablesampleDsl};
    }
}
