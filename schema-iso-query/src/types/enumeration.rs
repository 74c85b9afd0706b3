//! PostgreSQL enums of a plugin.

use core::marker::PhantomData;

use diesel::pg::{Pg, PgMetadataLookup, PgTypeMetadata};
use diesel::query_builder::QueryId;
use diesel::sql_types::is_nullable::NotNull;
use diesel::sql_types::{HasSqlType, SingleValue, SqlOrd, SqlType};
use schema_iso::definition::{SqlTypeName, TypeDefinition};
use schema_iso::id::SchemaName;

use super::NamedSqlType;
use crate::marker::Invariant;
use crate::plugin::{Plugin, SchemaOf};

/// A Rust enum that stands for a PostgreSQL enum; `#[plugin_enum]` implements it.
pub trait PluginEnum: Sized + 'static {
    /// The owner.
    type Plugin: Plugin;

    /// The type's name, without its schema.
    const NAME: &'static str;
    /// The name and the labels, in their order.
    const DEFINITION: TypeDefinition;
}

/// The SQL type of the enum `E`.
///
/// Its oid is looked up together with the plugin's schema (ISO-12), so a
/// pooled connection never takes another plugin's type of the same name for it.
#[derive(Debug, Clone, Copy, Default)]
pub struct EnumType<E>(Invariant<E>);

impl<E: PluginEnum> SqlType for EnumType<E> {
    type IsNull = NotNull;

    const IS_ARRAY: bool = false;
}

impl<E: PluginEnum> SingleValue for EnumType<E> {}

// PostgreSQL orders an enum by the order of its labels.
impl<E: PluginEnum> SqlOrd for EnumType<E> {}

impl<E: PluginEnum> QueryId for EnumType<E> {
    type QueryId = Self;

    const HAS_STATIC_QUERY_ID: bool = true;
}

impl<E: PluginEnum> HasSqlType<EnumType<E>> for Pg {
    fn metadata(lookup: &mut Self::MetadataLookup) -> PgTypeMetadata {
        lookup_owned_type::<E::Plugin>(lookup, E::NAME)
    }
}

impl<E: PluginEnum> NamedSqlType for EnumType<E> {
    // Not `SchemaOf`: it asks the plugin's metadata, which list this type.
    const NAME: SqlTypeName = SqlTypeName::new(E::NAME).with_schema(SchemaOfType::<E>::NAME);
    const DEFINITION: Option<&'static TypeDefinition> = Some(&E::DEFINITION);
}

/// The schema that an enum's definition names.
struct SchemaOfType<E>(PhantomData<E>);

impl<E: PluginEnum> SchemaOfType<E> {
    const SCHEMA: &'static SchemaName = &E::DEFINITION.schema();
    const NAME: &'static str = Self::SCHEMA.as_str();
}

/// Finds a type in its owner's schema.
fn lookup_owned_type<P: Plugin>(lookup: &mut dyn PgMetadataLookup, name: &str) -> PgTypeMetadata {
    lookup.lookup_type(name, Some(SchemaOf::<P>::NAME))
}
