//! Tables and columns as generic types of this crate.
//!
//! Diesel's `table!` writes some forty impls for every table into the user's
//! crate. Here `items::table` is [`Table<Item>`](Table) and `items::id` is a
//! [`Column`]: the impls stand once, in this folder, for all tables. That is
//! less to compile, and it is the fence: all traits and both types are foreign
//! to a plugin crate, so the orphan rule forbids it to relate its tables to
//! those of another plugin.
//!
//! Reading order: `description` (what the macro implements), `source` (where a table is), `import` (what an import is compared with), this file (the table),
//! `column`, `column_list`, `star`, `from_clause` (which tables can appear together),
//! `tables_of` (the FROM clause of expressions that have none), `join`, `alias`,
//! `written` (which columns a statement may write), `operators`.

mod alias;
pub mod bounds;
mod column;
mod column_list;
mod description;
mod from_clause;
mod grouping;
mod import;
mod join;
mod operators;
mod source;
mod star;
mod tables_of;
mod written;

pub use self::column::Column;
pub use self::column_list::ColumnList;
pub use self::description::{ListedTable, ListsTables, NumberedTable, PluginColumn, PluginTable};
pub use self::import::{expect_column, expect_dependency, expect_exported, expect_type};
pub use self::join::References;
pub use self::source::{
    ExportList, Exported, Exporter, Imported, IsReferenced, Lockable, NoExports, Own, Referenced,
    TableSource, View, Writable,
};
pub use self::star::Star;
pub use self::tables_of::TablesOf;
pub use self::written::{ColumnOf, OneTableWith, WrittenIn};

use core::fmt;
use core::marker::PhantomData;

use diesel::associations::HasTable;
use diesel::backend::Backend;
use diesel::expression::Expression;
use diesel::internal::table_macro::{
    FromClause, Identifier, InfixNode, SelectStatement, StaticQueryFragment,
};
use diesel::query_builder::{
    AsQuery, AstPass, IntoUpdateTarget, QueryFragment, QueryId, UpdateTarget,
};
use diesel::query_source::QuerySource;
use diesel::result::QueryResult;

use crate::marker::Invariant;
use crate::ownership::{OwnedSource, SealedSource};

/// A table of a plugin: what `items::table` is.
///
/// `T` is the row struct under `#[plugin_table]`. It stands for the table in
/// error messages, too.
pub struct Table<T>(Invariant<T>);

impl<T> Table<T> {
    #[doc(hidden)]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<T: PluginTable> Table<T> {
    const SCHEMA: &'static str = <T::Source as TableSource<T>>::SCHEMA;
    const NAME: &'static str = <T::Source as TableSource<T>>::NAME;

    /// Returns `table_name.*`, which no query takes.
    pub fn star(&self) -> Star<T> {
        Star::new()
    }
}

impl<T> Clone for Table<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Table<T> {}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: PluginTable> fmt::Debug for Table<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", Self::SCHEMA, Self::NAME)
    }
}

impl<T: PluginTable> QueryId for Table<T> {
    type QueryId = Self;

    const HAS_STATIC_QUERY_ID: bool = true;
}

impl<T: PluginTable, DB: Backend> QueryFragment<DB> for Table<T> {
    /// Writes `"plugin_my_feature"."items"`.
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_identifier(Self::SCHEMA)?;
        out.push_sql(".");
        out.push_identifier(Self::NAME)
    }
}

/// The table's name in Diesel's static form, which COPY requires.
impl<T: PluginTable> StaticQueryFragment for Table<T> {
    type Component = InfixNode<Identifier<'static>, Identifier<'static>, &'static str>;

    const STATIC_COMPONENT: &'static Self::Component =
        &InfixNode::new(Identifier(Self::SCHEMA), Identifier(Self::NAME), ".");
}

impl<T: PluginTable> QuerySource for Table<T> {
    type FromClause = Self;
    type DefaultSelection = T::AllColumns;

    fn from_clause(&self) -> Self::FromClause {
        *self
    }

    fn default_selection(&self) -> Self::DefaultSelection {
        T::ALL_COLUMNS
    }
}

impl<T: PluginTable> OwnedSource for Table<T> {
    type Owner = T::Plugin;
}

impl<T> SealedSource for Table<T> {}

impl<T: PluginTable> AsQuery for Table<T> {
    type SqlType = <T::AllColumns as Expression>::SqlType;
    type Query = SelectStatement<FromClause<Self>>;

    fn as_query(self) -> Self::Query {
        SelectStatement::simple(self)
    }
}

impl<T: PluginTable> diesel::Table for Table<T> {
    type PrimaryKey = T::PrimaryKey;
    type AllColumns = T::AllColumns;

    fn primary_key(&self) -> Self::PrimaryKey {
        T::PRIMARY_KEY
    }

    fn all_columns() -> Self::AllColumns {
        T::ALL_COLUMNS
    }
}

impl<T: PluginTable> HasTable for Table<T> {
    type Table = Self;

    fn table() -> Self::Table {
        Self::new()
    }
}

impl<T: PluginTable> IntoUpdateTarget for Table<T> {
    type WhereClause = <<Self as AsQuery>::Query as IntoUpdateTarget>::WhereClause;

    fn into_update_target(self) -> UpdateTarget<Self::Table, Self::WhereClause> {
        self.as_query().into_update_target()
    }
}
