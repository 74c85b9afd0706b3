//! What PostgreSQL calls a SQL type.

use diesel::sql_types::{
    Array, BigInt, Binary, Bool, CChar, Cidr, Citext, Date, Double, Float, Inet, Integer, Interval,
    Json, Jsonb, MacAddr, MacAddr8, Money, Multirange, Nullable, Numeric, Oid, PgLsn, Range,
    SmallInt, Text, Time, Timestamp, Timestamptz, Uuid,
};
use schema_iso::definition::{SqlTypeName, TypeDefinition};

/// A SQL type whose name in `pg_type` is known, for the comparison with the live catalogue.
#[diagnostic::on_unimplemented(
    message = "the SQL type `{Self}` has no known name in PostgreSQL",
    note = "use one of `diesel::sql_types`, or a type made with `#[plugin_enum]`"
)]
pub trait NamedSqlType {
    /// The name.
    const NAME: SqlTypeName;
    /// Whether the type allows null.
    const NULLABLE: bool = false;
    /// The definition, if the type (or that of its elements) is a plugin's own.
    const DEFINITION: Option<&'static TypeDefinition> = None;
}

macro_rules! names {
    ($($sql:ty => $name:literal;)+) => {$(
        impl NamedSqlType for $sql {
            const NAME: SqlTypeName = SqlTypeName::new($name);
        }
    )+};
}

names! {
    Bool => "bool";
    SmallInt => "int2";
    Integer => "int4";
    BigInt => "int8";
    Oid => "oid";
    Float => "float4";
    Double => "float8";
    Numeric => "numeric";
    Money => "money";
    Text => "text";
    Citext => "citext";
    CChar => "char";
    Binary => "bytea";
    Uuid => "uuid";
    Json => "json";
    Jsonb => "jsonb";
    Date => "date";
    Time => "time";
    Interval => "interval";
    Timestamp => "timestamp";
    Timestamptz => "timestamptz";
    Inet => "inet";
    Cidr => "cidr";
    MacAddr => "macaddr";
    MacAddr8 => "macaddr8";
    PgLsn => "pg_lsn";
    Range<Integer> => "int4range";
    Range<BigInt> => "int8range";
    Range<Numeric> => "numrange";
    Range<Date> => "daterange";
    Range<Timestamp> => "tsrange";
    Range<Timestamptz> => "tstzrange";
    Multirange<Integer> => "int4multirange";
    Multirange<BigInt> => "int8multirange";
    Multirange<Numeric> => "nummultirange";
    Multirange<Date> => "datemultirange";
    Multirange<Timestamp> => "tsmultirange";
    Multirange<Timestamptz> => "tstzmultirange";
}

impl<T: NamedSqlType> NamedSqlType for Nullable<T> {
    const NAME: SqlTypeName = T::NAME;
    const NULLABLE: bool = true;
    const DEFINITION: Option<&'static TypeDefinition> = T::DEFINITION;
}

impl<T: NamedSqlType> NamedSqlType for Array<T> {
    const NAME: SqlTypeName = T::NAME.with_array(true);
    const DEFINITION: Option<&'static TypeDefinition> = T::DEFINITION;
}
