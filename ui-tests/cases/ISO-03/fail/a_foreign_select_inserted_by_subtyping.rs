// expect: mismatched types
// ISO-03: An insert into a table of another plugin is none into one's own, be it by subtyping.
#![allow(coherence_leak_check)]
use auth::schema::{Session, users};
use diesel::__private as private;
use diesel::prelude::*;
use diesel::query_builder::InsertStatement;
use diesel::sql_types::{Nullable, Text};
use schema_iso_diesel::plugin;
use std::marker::PhantomData;

#[path = "../../../snippets/shop_schema.rs"]
mod schema;

use schema::Item;

#[plugin(id = "shop")]
pub struct Shop;

pub struct Row<T>(PhantomData<T>);
pub struct Description<T>(PhantomData<T>);

/// A subtype of the other one.
pub type Sub = Row<for<'a> fn(&'a u8)>;
pub type Super = Row<fn(&'static u8)>;

macro_rules! describe {
    ($row:ty, $plugin:ty) => {
        impl private::PluginTable for $row {
            type Plugin = $plugin;
            type Source = private::Own;
            type PrimaryKey = private::Column<Description<$row>>;
            type AllColumns = (private::Column<Description<$row>>,);

            const NAME: &'static str = "items";
            const PRIMARY_KEY: Self::PrimaryKey = private::Column::new();
            const ALL_COLUMNS: Self::AllColumns = (private::Column::new(),);
            const DEFINITION: private::TableDefinition = <Item as private::PluginTable>::DEFINITION;
        }

        impl private::NumberedTable for $row {
            type Position = <Session as private::NumberedTable>::Position;
        }

        impl private::PluginColumn for Description<$row> {
            type Table = $row;
            type SqlType = Nullable<Text>;
            type Position = private::End;
            type IsPrimaryKey = private::Yes;

            const NAME: &'static str = "description";
        }
    };
}

describe!(Sub, auth::Auth);
describe!(Super, Shop);

fn by_subtyping<R>(
    statement: InsertStatement<private::Table<Sub>, R>,
) -> InsertStatement<private::Table<Super>, R> {
    statement
}

pub fn run(conn: &mut SafeConnection<Shop>) -> QueryResult<usize> {
    let statement = diesel::insert_into(private::Table::<Sub>::new())
        .values(users::table.select((users::password_hash,)));
    by_subtyping(statement).execute(conn)
}

fn main() {}
