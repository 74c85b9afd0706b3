//! The tables of the schema `plugin_catalog`, by Diesel's own macro.

/// The enum, written by hand, as Diesel asks.
pub(super) mod status {
    use std::io::Write as _;

    use diesel::deserialize::{self, FromSql, FromSqlRow};
    use diesel::expression::AsExpression;
    use diesel::pg::{Pg, PgValue};
    use diesel::serialize::{self, IsNull, Output, ToSql};
    use diesel::sql_types::SqlType;

    #[derive(SqlType, diesel::query_builder::QueryId, Debug)]
    #[diesel(postgres_type(name = "status", schema = "plugin_catalog"))]
    pub struct StatusSqlType;

    #[derive(Debug, Clone, Copy, AsExpression, FromSqlRow)]
    #[diesel(sql_type = StatusSqlType)]
    pub(crate) enum Status {
        Draft,
        Live,
        SoldOut,
    }

    impl ToSql<StatusSqlType, Pg> for Status {
        fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
            out.write_all(match self {
                Self::Draft => b"draft",
                Self::Live => b"live",
                Self::SoldOut => b"sold_out",
            })?;
            Ok(IsNull::No)
        }
    }

    impl FromSql<StatusSqlType, Pg> for Status {
        fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
            match value.as_bytes() {
                b"draft" => Ok(Self::Draft),
                b"live" => Ok(Self::Live),
                b"sold_out" => Ok(Self::SoldOut),
                other => Err(format!("an unknown label: {other:?}").into()),
            }
        }
    }
}

diesel::table! {
    plugin_catalog.categories (id) {
        id -> Int8,
        slug -> Varchar,
        title -> Text,
        parent_id -> Nullable<Int8>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::status::StatusSqlType;

    plugin_catalog.products (id) {
        id -> Uuid,
        category_id -> Int8,
        sku -> Varchar,
        name -> Text,
        price_cents -> Int8,
        attributes -> Jsonb,
        created_by -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        deleted_at -> Nullable<Timestamptz>,
        status -> StatusSqlType,
    }
}

diesel::table! {
    plugin_catalog.reviews (id) {
        id -> Int8,
        product_id -> Uuid,
        author_id -> Uuid,
        stars -> Int2,
        body -> Nullable<Text>,
        created_at -> Timestamptz,
    }
}

diesel::joinable!(products -> categories (category_id));
diesel::joinable!(reviews -> products (product_id));
diesel::allow_tables_to_appear_in_same_query!(categories, products, reviews);
