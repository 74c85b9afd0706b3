//! `COPY … FROM STDIN`.

use core::fmt;
use core::marker::PhantomData;
use std::io::Write;

use diesel::PgConnection;
use diesel::insertable::{ColumnInsertValue, Insertable};
use diesel::internal::derives::as_expression::Bound;
use diesel::pg::{CopyFormat, CopyHeader, CopyTarget, Pg};
use diesel::prelude::ExecuteCopyFromDsl as DieselExecuteCopyFromDsl;
use diesel::query_builder::{BatchInsert, ValuesClause};
use diesel::result::{Error, QueryResult};
use diesel::serialize::ToSql;

use super::options::{CopyOptions, apply, option_methods};
use crate::connection::SafeConnection;
use crate::marker::Invariant;
use crate::ownership::ReachableFrom;
use crate::plugin::Plugin;
use crate::table::{PluginTable, Table, Writable};

/// Creates a `COPY FROM` into a table of the plugin.
pub fn copy_from<T: Writable>(target: Table<T>) -> CopyFromQuery<Table<T>> {
    CopyFromQuery(target)
}

/// A `COPY FROM` without data.
#[derive(Debug, Clone, Copy)]
#[must_use = "`COPY FROM` statements are only executed when calling `.execute()`"]
pub struct CopyFromQuery<Tab>(Tab);

impl<T: PluginTable> CopyFromQuery<Table<T>> {
    /// Copies records: a list of a struct that derives `Insertable`, or of tuples of `column.eq(value)`.
    pub fn from_insertable<I>(self, insertable: I) -> CopyFromInsertable<Table<T>, I> {
        CopyFromInsertable {
            insertable,
            target: PhantomData,
        }
    }

    /// Copies what `action` writes, in the format of COPY, into the columns of `target`.
    pub fn from_raw_data<C, F, E>(self, target: C, action: F) -> CopyFromRawData<C, F>
    where
        C: CopyTarget<Table = Table<T>>,
        F: Fn(&mut dyn Write) -> Result<(), E>,
    {
        CopyFromRawData {
            target,
            action,
            options: CopyOptions::default(),
            default: None,
            header: None,
        }
    }
}

/// Runs a `COPY FROM`, and returns the number of rows.
pub trait ExecuteCopyFromDsl<Conn> {
    /// The error of running the statement.
    type Error;

    /// Runs the statement.
    ///
    /// # Errors
    ///
    /// What the database refuses, and what the data's source returns.
    fn execute(self, conn: &mut Conn) -> Result<usize, Self::Error>;
}

/// A `COPY FROM` of records.
#[derive(Debug, Clone)]
#[must_use = "`COPY FROM` statements are only executed when calling `.execute()`"]
pub struct CopyFromInsertable<Tab, I> {
    insertable: I,
    target: Invariant<Tab>,
}

impl<T, I, V, Id, const STATIC: bool, P> ExecuteCopyFromDsl<SafeConnection<P>>
    for CopyFromInsertable<Table<T>, I>
where
    P: Plugin,
    T: PluginTable,
    T::Plugin: ReachableFrom<P>,
    I: Insertable<Table<T>, Values = BatchInsert<Vec<V>, Table<T>, Id, STATIC>>,
    V: CopiedRecord<T>,
{
    type Error = Error;

    fn execute(self, conn: &mut SafeConnection<P>) -> QueryResult<usize> {
        V::copy(self.insertable, conn.pg()?)
    }
}

/// A record that COPY can take: values for columns, no expressions.
pub trait CopiedRecord<T: PluginTable>: Sized {
    #[doc(hidden)]
    fn copy<I, Id, const STATIC: bool>(
        insertable: I,
        connection: &mut PgConnection,
    ) -> QueryResult<usize>
    where
        I: Insertable<Table<T>, Values = BatchInsert<Vec<Self>, Table<T>, Id, STATIC>>;
}

// Diesel's own bound cannot be named, so it is proven here for each number of columns.
macro_rules! copied_records {
    ($([$column:ident $sql_type:ident $value:ident])*) => {
        copied_records!(@ [] $([$column $sql_type $value])*);
    };
    (@ [$($done:tt)*]) => {};
    (@ [$($done:tt)*] $next:tt $($rest:tt)*) => {
        copied_records!(# $($done)* $next);
        copied_records!(@ [$($done)* $next] $($rest)*);
    };
    (# $([$column:ident $sql_type:ident $value:ident])+) => {
        copied_records!(impl []
            ValuesClause<($(ColumnInsertValue<$column, Bound<$sql_type, $value>>,)+), Table<T>>,
            $([$column $sql_type $value])+
        );
        copied_records!(impl ['a]
            ValuesClause<($(ColumnInsertValue<$column, &'a Bound<$sql_type, $value>>,)+), Table<T>>,
            $([$column $sql_type $value])+
        );
    };
    (impl [$($lifetime:lifetime)?] $record:ty, $([$column:ident $sql_type:ident $value:ident])+) => {
        impl<$($lifetime,)? T, $($column, $sql_type, $value),+> CopiedRecord<T> for $record
        where
            T: PluginTable,
            $(
                $column: diesel::Column<Table = Table<T>>,
                $value: ToSql<$sql_type, Pg>,
            )+
            ($($column,)+): CopyTarget,
        {
            fn copy<I, Id, const STATIC: bool>(
                insertable: I,
                connection: &mut PgConnection,
            ) -> QueryResult<usize>
            where
                I: Insertable<Table<T>, Values = BatchInsert<Vec<Self>, Table<T>, Id, STATIC>>,
            {
                diesel::copy_from(Table::new())
                    .from_insertable(insertable)
                    .execute(connection)
            }
        }
    };
}

crate::tuple::for_each_column_arity!(copied_records);

/// A `COPY FROM` of raw data.
#[must_use = "`COPY FROM` statements are only executed when calling `.execute()`"]
pub struct CopyFromRawData<C, F> {
    target: C,
    action: F,
    options: CopyOptions,
    default: Option<String>,
    header: Option<CopyHeader>,
}

impl<C, F> fmt::Debug for CopyFromRawData<C, F> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("CopyFromRawData")
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

impl<C, F> CopyFromRawData<C, F> {
    option_methods!(options);

    /// Sets the text that stands for a column's default.
    pub fn with_default(mut self, default: impl Into<String>) -> Self {
        self.default = Some(default.into());
        self
    }

    /// Says whether the data begins with a line of column names.
    pub fn with_header(mut self, header: CopyHeader) -> Self {
        self.header = Some(header);
        self
    }
}

impl<T, C, F, E, P> ExecuteCopyFromDsl<SafeConnection<P>> for CopyFromRawData<C, F>
where
    P: Plugin,
    T: PluginTable,
    T::Plugin: ReachableFrom<P>,
    C: CopyTarget<Table = Table<T>>,
    F: Fn(&mut dyn Write) -> Result<(), E>,
    E: From<Error> + std::error::Error,
{
    type Error = E;

    fn execute(self, conn: &mut SafeConnection<P>) -> Result<usize, E> {
        let query = diesel::copy_from(Table::new()).from_raw_data(self.target, self.action);
        let query = apply!(self.options, query;
            format => with_format, freeze => with_freeze, delimiter => with_delimiter,
            null => with_null, quote => with_quote, escape => with_escape);
        let query = apply!(self, query; default => with_default, header => with_header);
        query.execute(conn.pg()?)
    }
}
