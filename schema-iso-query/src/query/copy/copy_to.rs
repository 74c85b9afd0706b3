//! `COPY … TO STDOUT`.

use std::io::BufRead;

use diesel::deserialize::FromSqlRow;
use diesel::expression::{AppearsOnTable, Expression, Selectable};
use diesel::pg::{CopyFormat, CopyTarget, Pg};
use diesel::result::QueryResult;

use super::options::{CopyOptions, apply, option_methods};
use crate::connection::{Bytes, Rows, SafeConnection};
use crate::ownership::ReachableFrom;
use crate::plugin::Plugin;
use crate::table::{Own, PluginTable, Table};

/// Creates a `COPY TO` of a table of the plugin, or of some of its columns.
pub fn copy_to<C, T>(target: C) -> CopyToQuery<C>
where
    T: Copied,
    C: CopyTarget<Table = Table<T>>,
{
    CopyToQuery {
        target,
        options: CopyOptions::default(),
        header: None,
    }
}

/// A `COPY TO`.
#[derive(Debug, Clone)]
#[must_use = "`COPY TO` statements are only executed when calling `.load()` or `.load_raw()`"]
pub struct CopyToQuery<C> {
    target: C,
    options: CopyOptions,
    header: Option<bool>,
}

impl<C> CopyToQuery<C> {
    option_methods!(options);

    /// Says whether the data begins with a line of column names.
    pub fn with_header(mut self, header: bool) -> Self {
        self.header = Some(header);
        self
    }

    /// Copies the rows as values of `U`, in the binary format; the options have no effect.
    ///
    /// # Errors
    ///
    /// What the database refuses; each item is an error of its row.
    pub fn load<U, P>(
        self,
        conn: &mut SafeConnection<P>,
    ) -> QueryResult<impl Iterator<Item = QueryResult<U>> + '_>
    where
        P: Plugin,
        C: CopyTarget + 'static,
        C::Table: OwnedTable,
        <C::Table as OwnedTable>::Owner: ReachableFrom<P>,
        U: FromSqlRow<<U::SelectExpression as Expression>::SqlType, Pg> + Selectable<Pg> + 'static,
        U::SelectExpression: AppearsOnTable<C::Table> + CopyTarget<Table = C::Table>,
    {
        let identity = conn.identity();
        let rows = diesel::copy_to(self.target).load::<U, _>(conn.pg()?)?;
        Ok(Rows::new(rows, identity))
    }

    /// Copies the rows as they come from the server, in the format that was set.
    ///
    /// # Errors
    ///
    /// What the database refuses.
    pub fn load_raw<P>(self, conn: &mut SafeConnection<P>) -> QueryResult<impl BufRead + '_>
    where
        P: Plugin,
        C: CopyTarget + 'static,
        C::Table: OwnedTable,
        <C::Table as OwnedTable>::Owner: ReachableFrom<P>,
    {
        let Self {
            target,
            options,
            header,
        } = self;
        // Any option turns Diesel's query into the form that takes options;
        // text is the default format of COPY.
        let query = diesel::copy_to(target).with_format(options.format.unwrap_or_default());
        let query = apply!(options, query;
            freeze => with_freeze, delimiter => with_delimiter, null => with_null,
            quote => with_quote, escape => with_escape);
        let query = match header {
            Some(header) => query.with_header(header),
            None => query,
        };
        let identity = conn.identity();
        Ok(Bytes::new(query.load_raw(conn.pg()?)?, identity))
    }
}

/// A table that COPY can read.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be copied",
    label = "COPY reads tables, and this is a view, or what another plugin exports",
    note = "load it with a select"
)]
pub trait Copied: PluginTable {}

#[diagnostic::do_not_recommend]
impl<T: PluginTable<Source = Own>> Copied for T {}

/// A table that has an owner.
pub trait OwnedTable {
    /// The owner.
    type Owner: Plugin;
}

impl<T: PluginTable> OwnedTable for Table<T> {
    type Owner = T::Plugin;
}
