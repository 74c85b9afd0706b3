//! ISO-12: a connection that two plugins share never takes one's type for the other's.

use diesel::deserialize::{FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::{Pg, PgValue};
use diesel::serialize::{Output, ToSql};
use schema_iso::definition::TypeDefinition;
use schema_iso_diesel::__private::{EnumType, PluginEnum, unknown_label, write_label};
use schema_iso_diesel::prelude::*;
use schema_iso_tests::host::Isolation;
use schema_iso_tests::{
    ManifestUnchecked, Plugin, PluginId, PluginMetadata, TestDatabase, migration,
};

/// A plugin with an enum `status` of the one label that is given.
macro_rules! plugin_with_status {
    ($module:ident, $id:literal, $label:literal) => {
        mod $module {
            use super::*;

            pub(super) struct Owner;

            impl ManifestUnchecked for Owner {}

            impl Plugin for Owner {
                const METADATA: PluginMetadata =
                    PluginMetadata::new(PluginId::literal($id), $id, "1.0.0").with_migrations(&[
                        migration(
                            "001_status",
                            concat!("CREATE TYPE status AS ENUM ('", $label, "')"),
                            "",
                        ),
                    ]);
            }

            #[derive(Debug, Clone, Copy, PartialEq, AsExpression, FromSqlRow)]
            #[diesel(sql_type = EnumType<Status>)]
            pub(super) struct Status;

            impl PluginEnum for Status {
                type Plugin = Owner;

                const NAME: &'static str = "status";
                const DEFINITION: TypeDefinition =
                    TypeDefinition::new(PluginId::literal($id), "status", &[$label]);
            }

            impl ToSql<EnumType<Self>, Pg> for Status {
                fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> diesel::serialize::Result {
                    write_label(out, $label)
                }
            }

            impl FromSql<EnumType<Self>, Pg> for Status {
                fn from_sql(value: PgValue<'_>) -> diesel::deserialize::Result<Self> {
                    if value.as_bytes() == $label.as_bytes() {
                        Ok(Self)
                    } else {
                        Err(unknown_label("status", &value))
                    }
                }
            }

            /// Sends a label to PostgreSQL as the plugin's enum, and reads it back.
            pub(super) fn round_trip(conn: &mut SafeConnection<Owner>) -> QueryResult<Status> {
                schema_iso_diesel::select(Status.into_sql::<EnumType<Status>>()).get_result(conn)
            }
        }
    };
}

plugin_with_status!(left, "types-left", "on");
plugin_with_status!(right, "types-right", "off");

fn share_one_connection(isolation: Isolation) {
    let database = TestDatabase::create().unwrap();
    let host = database
        .host(|builder| {
            builder
                .pool(|pool| pool.max_size(1))
                .isolation(isolation)
                .register(left::Owner)
                .register(right::Owner)
        })
        .unwrap();
    for _ in 0..2 {
        let mut conn = host.connect::<left::Owner>().unwrap();
        assert_eq!(left::round_trip(&mut conn), Ok(left::Status));
        drop(conn);
        let mut conn = host.connect::<right::Owner>().unwrap();
        assert_eq!(right::round_trip(&mut conn), Ok(right::Status));
    }
}

#[test]
fn types_of_one_name_are_told_apart_by_their_schema() {
    share_one_connection(Isolation::SearchPath);
}

#[test]
fn no_search_path_is_needed_to_find_a_type() {
    share_one_connection(Isolation::Qualified);
}
