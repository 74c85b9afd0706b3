#[derive(Debug)]
pub struct Item {
    id: i32,
}
::core::compile_error! {
    "`#[plugin_table]` has no attribute `colour`\nhelp: the attributes are `plugin`, `table`, `insert`, `changes`, `view`, `export`, `ignore_columns`"
}
