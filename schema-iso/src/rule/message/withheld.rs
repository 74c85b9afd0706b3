//! Macros and derives of Diesel that a plugin cannot have.

use crate::rule::{Diagnostic, ISO_04};

/// What is withheld, why, and what to write instead.
const WITHHELD: &[(&str, &str, &str)] = &[
    (
        "table!",
        "a table declared with it has no owner and could be in any schema",
        "declare the row with `#[plugin_table]`, which makes the table from the struct",
    ),
    (
        "define_sql_function!",
        FUNCTION,
        "declare a function of the plugin's migrations with `#[plugin_functions]`; PostgreSQL's own are in `diesel::dsl`",
    ),
    (
        "#[declare_sql_function]",
        FUNCTION,
        "declare a function of the plugin's migrations with `#[plugin_functions]`; PostgreSQL's own are in `diesel::dsl`",
    ),
    ("infix_operator!", OPERATOR, FUNCTION_INSTEAD),
    ("postfix_operator!", OPERATOR, FUNCTION_INSTEAD),
    ("prefix_operator!", OPERATOR, FUNCTION_INSTEAD),
    (
        "#[derive(SqlType)]",
        "a type that is looked up by its name alone could be another plugin's",
        "for an enum of the plugin write `#[plugin_enum]`; for one of PostgreSQL's types take it from `diesel::sql_types`",
    ),
    (
        "#[derive(QueryId)]",
        "it marks what writes SQL of its own, and SQL could name a table of any plugin",
        "remove it; what the query builder makes has its id already",
    ),
    (
        "#[derive(QueryableByName)]",
        "it reads the rows of raw SQL, which a plugin cannot run",
        "derive `Queryable` and `Selectable`, and load with `.select(…::as_select())`",
    ),
];

const FUNCTION: &str =
    "it names any function of the database, among them those that run the SQL in their argument";
const OPERATOR: &str =
    "it writes its text into the SQL, and the text could name a table of any plugin";
const FUNCTION_INSTEAD: &str = "use the operators of `diesel::prelude`, or write a function in a \
                                migration and declare it with `#[plugin_functions]`";

/// A macro or derive of Diesel that is withheld from plugins.
///
/// ```
/// use schema_iso::rule::message::withheld_macro;
///
/// let diagnostic = withheld_macro("table!").expect("it is withheld");
/// assert!(diagnostic.message().starts_with("`table!` is withheld from plugins: "));
/// assert!(withheld_macro("joinable!").is_none());
/// ```
#[must_use]
pub fn withheld_macro(name: &str) -> Option<Diagnostic> {
    let (_, reason, instead) = WITHHELD.iter().find(|(withheld, ..)| *withheld == name)?;
    let message = format!("`{name}` is withheld from plugins: {reason}");
    Some(Diagnostic::new(&ISO_04, message).with_help(*instead))
}
