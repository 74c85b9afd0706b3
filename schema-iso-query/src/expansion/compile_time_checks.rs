//! Checks that the compiler does, because they take the expansions of several macros.

use core::marker::PhantomData;

use diesel::sql_types::{SingleValue, SqlType};
use schema_iso::definition::table_number;
use schema_iso::id::PluginId;

use crate::constant_text::{Message, same_text};
use crate::ownership::SamePluginAs;
use crate::plugin::{InitError, PluginContext};
use crate::table::{ListsTables, PluginTable};
use crate::types::{ColumnType, NamedSqlType};

/// Checks that the crate is the plugin that a table or enum names (ISO-01).
///
/// # Panics
///
/// If it is another one; in a constant that is a compile error.
#[track_caller]
#[expect(clippy::panic, reason = "the panic is the compile error of a constant")]
pub const fn declared_for(item: &str, given: &PluginId, own: &PluginId) {
    if given.same_as(own) {
        return;
    }
    let message = Message::of(&[
        "`",
        item,
        "` is declared for the plugin `",
        given.as_str(),
        "`, but this crate is the plugin `",
        own.as_str(),
        "`\nhelp: write `plugin = \"",
        own.as_str(),
        "\"`, leave it out, or move `",
        item,
        "` into the crate of `",
        given.as_str(),
        "`\nnote: rule ISO-01, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_01/index.html",
    ]);
    panic!("{}", message.as_str())
}

/// Checks that no two listed tables have one name, and so no two have one number.
///
/// # Panics
///
/// If two have; in a constant that is a compile error.
#[track_caller]
#[expect(clippy::panic, reason = "the panic is the compile error of a constant")]
pub const fn listed_once(names: &[&str]) {
    let mut second = 1;
    while second < names.len() {
        let number = table_number(names[second]);
        let mut first = 0;
        while first < second {
            if table_number(names[first]) == number {
                let message = if same_text(names[first], names[second]) {
                    Message::of(&[
                        "`plugin_tables!` lists two tables of the name `",
                        names[first],
                        "`\nhelp: name another table for one of the two: \
                         `#[plugin_table(table = \"…\")]`",
                    ])
                } else {
                    Message::of(&[
                        "the tables `",
                        names[first],
                        "` and `",
                        names[second],
                        "` have the same number by chance, and so cannot be told apart\n\
                         help: rename one of the two",
                    ])
                };
                panic!("{}", message.as_str())
            }
            first += 1;
        }
        second += 1;
    }
}

/// Checks that two tables belong to one plugin (ISO-03).
pub const fn tables_of_one_plugin<A, B>()
where
    A: PluginTable,
    B: PluginTable,
    A::Plugin: SamePluginAs<B::Plugin>,
{
}

/// A plugin that lists its tables; the first table of the crate asks for it.
#[derive(Debug)]
pub struct HasList<P: ListsTables>(PhantomData<P>);

/// Whether a field's type says its SQL type: `<HasColumnType<T>>::KNOWN`.
///
/// The constant below is found where `T` is a [`ColumnType`], and that of [`NoColumnType`] where
/// it is not.
#[derive(Debug)]
pub struct HasColumnType<T>(PhantomData<T>);

impl<T: ColumnType> HasColumnType<T> {
    /// It does.
    pub const KNOWN: bool = true;
}

/// The answer for types that do not say their SQL type.
pub trait NoColumnType {
    /// It does not.
    const KNOWN: bool = false;
}

impl<T> NoColumnType for HasColumnType<T> {}

/// The SQL type of a field's type, once it is known that there is one.
pub trait ColumnTypeIf<const KNOWN: bool> {
    /// The SQL type.
    type SqlType: SqlType + SingleValue + NamedSqlType;
}

impl<T: ColumnType> ColumnTypeIf<true> for T {
    type SqlType = T::SqlType;
}

/// Stops where a field's type does not say its SQL type.
///
/// # Panics
///
/// If it does not; in a constant that is a compile error.
#[track_caller]
#[expect(clippy::panic, reason = "the panic is the compile error of a constant")]
pub const fn known(known: bool, message: &str) -> bool {
    if !known {
        panic!("{}", message)
    }
    known
}

/// What the `Default` of a struct to insert asks for, where a column of it has no default.
///
/// Nothing implements it.
#[diagnostic::on_unimplemented(
    message = "`{Row}` has columns that must be given, so it has no `Default`",
    label = "this would leave out a column that has no default",
    note = "help: write every field of `{Row}`; a column with a default and one that may be null are `None`",
    note = "help: or derive `Default` on the struct under `#[plugin_table]`, if the defaults of Rust's types are \
            right for its columns"
)]
pub trait HasDefault<Row> {}

/// What [`HasDefault`] is asked of; the lifetime has rustc ask where the `Default` is used.
#[derive(Debug)]
pub struct NewRow<'a>(PhantomData<&'a ()>);

/// The body of a `Default` that cannot be used.
#[must_use]
pub fn no_default<Row>() -> Row {
    unreachable!("nothing implements `HasDefault`")
}

/// What `#[plugin(init)]` calls where the plugin has no `init`.
pub trait NoInit {
    /// Produces the error for a plugin without `init`.
    ///
    /// # Errors
    ///
    /// None: it cannot be called.
    fn init(&self, _: &PluginContext<Self>) -> Result<(), InitError>
    where
        Self: HasInit + Sized;
}

impl<P> NoInit for P {
    fn init(&self, _: &PluginContext<Self>) -> Result<(), InitError>
    where
        Self: HasInit + Sized,
    {
        Ok(())
    }
}

/// A bound that no type meets.
#[diagnostic::on_unimplemented(
    message = "the plugin `{Self}` has no `init`, and `#[plugin(init)]` says that it has",
    label = "there is no such function",
    note = "help: write `impl {Self} {{ fn init(&self, context: &PluginContext<Self>) -> QueryResult<()> {{ … }} }}`"
)]
pub trait HasInit {}

/// The crate has the feature for tables of up to 32 columns.
#[cfg(feature = "32-column-tables")]
pub const fn needs_the_feature_32_column_tables() {}

/// The crate has the feature for tables of up to 64 columns.
#[cfg(feature = "64-column-tables")]
pub const fn needs_the_feature_64_column_tables() {}

/// The crate has the feature for tables of up to 128 columns.
#[cfg(feature = "128-column-tables")]
pub const fn needs_the_feature_128_column_tables() {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[should_panic(
        expected = "`Item` is declared for the plugin `auth`, but this crate is the plugin `notes`\n\
                    help: write `plugin = \"notes\"`, leave it out, or move `Item` into the crate of `auth`\n\
                    note: rule ISO-01, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_01/index.html"
    )]
    fn another_plugin_is_named_with_the_own_one() {
        declared_for(
            "Item",
            &PluginId::literal("auth"),
            &PluginId::literal("notes"),
        );
    }

    #[test]
    #[should_panic(expected = "two tables of the name `items`")]
    fn a_second_table_of_a_name_is_found() {
        listed_once(&["items", "groups", "items"]);
    }

    #[test]
    fn the_wording_is_that_of_the_rules() {
        let (given, own) = (PluginId::literal("auth"), PluginId::literal("notes"));
        let diagnostic = schema_iso::rule::message::wrong_plugin("Item", given, own);
        let panicked = std::panic::catch_unwind(|| declared_for("Item", &given, &own));
        let panicked = panicked.expect_err("the plugins differ");
        assert_eq!(
            panicked.downcast_ref::<String>(),
            Some(&diagnostic.to_string())
        );
    }
}
