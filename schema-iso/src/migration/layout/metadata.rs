//! `metadata.toml`, Diesel's own file.

use toml::de::DeTable;

/// Reads whether the migration runs in a transaction, or says what is wrong and where.
pub(super) fn run_in_transaction(contents: &str) -> Result<bool, (String, usize)> {
    let table = DeTable::parse(contents).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        (format!("this is not valid TOML: {}", error.message()), at)
    })?;
    let mut value = None;
    for (key, found) in table.get_ref() {
        let at = key.span().start;
        let name = key.get_ref();
        if name != "run_in_transaction" {
            return Err((
                format!("unknown key `{name}`; Diesel knows `run_in_transaction`"),
                at,
            ));
        }
        match found.get_ref().as_bool() {
            Some(found) => value = Some(found),
            None => return Err(("`run_in_transaction` is `true` or `false`".to_owned(), at)),
        }
    }
    value.ok_or_else(|| {
        let message = "`run_in_transaction` is missing, which Diesel takes for `false`";
        (message.to_owned(), 0)
    })
}
