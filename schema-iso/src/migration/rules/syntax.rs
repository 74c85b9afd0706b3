//! `syntax`: a text that does not parse.

use crate::migration::finding::Severity;
use crate::migration::page::RulePage;
use crate::migration::visit::Visit;

pub(super) const PAGE: RulePage = RulePage {
    code: "syntax",
    problem: "The text is not valid SQL for PostgreSQL, so that nothing can be said about it.",
    solution: "Correct the place that is shown. Commands of `psql`, such as `\\connect`, are not SQL.",
    reported: "CREATE TABEL items (id bigint);",
    accepted: "CREATE TABLE items (id bigint);",
};

pub(super) fn fault(visit: &mut Visit<'_>, offset: usize, message: &str) {
    visit.report(
        Severity::Error,
        &PAGE,
        offset..offset,
        format!("this is not valid SQL: {}", readable(message)),
        "correct the statement; commands of `psql` are not SQL",
    );
    visit.show_text();
}

/// The parser names tokens as its source does.
fn readable(message: &str) -> String {
    let words: Vec<_> = message
        .split(' ')
        .map(|word| {
            let bare = word.trim_end_matches([',', '.']);
            match bare.strip_suffix("_KW") {
                Some(key_word) => word.replace(bare, &format!("`{key_word}`")),
                None => match sign(bare) {
                    Some(sign) => word.replace(bare, sign),
                    None => word.to_owned(),
                },
            }
        })
        .collect();
    words.join(" ")
}

fn sign(name: &str) -> Option<&'static str> {
    Some(match name {
        "EOF" => "the end of the text",
        "IDENT" => "a name",
        "SEMICOLON" => "`;`",
        "COMMA" => "`,`",
        "DOT" => "`.`",
        "COLON" => "`:`",
        "EQ" => "`=`",
        "L_PAREN" => "`(`",
        "R_PAREN" => "`)`",
        "L_BRACK" => "`[`",
        "R_BRACK" => "`]`",
        "STRING" => "a text",
        "INT_NUMBER" | "NUMERIC_NUMBER" => "a number",
        "ERROR" => "something that is no token",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn tokens_are_named_in_words() {
        assert_eq!(
            super::readable("expected command, found FROM_KW"),
            "expected command, found `FROM`"
        );
        assert_eq!(
            super::readable("expected SEMICOLON, got EOF"),
            "expected `;`, got the end of the text"
        );
    }
}
