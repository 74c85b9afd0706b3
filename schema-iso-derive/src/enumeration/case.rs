//! The labels that follow from the names of variants.

use schema_iso::definition::camel_to_snake;

/// The forms that `rename_all` accepts.
pub(super) const CASES: &[&str] = &[
    "snake_case",
    "kebab-case",
    "lowercase",
    "UPPERCASE",
    "camelCase",
    "PascalCase",
    "SCREAMING_SNAKE_CASE",
];

/// The label of a variant.
pub(super) fn label(case: &str, variant: &str) -> String {
    match case {
        "kebab-case" => camel_to_snake(variant).replace('_', "-"),
        "lowercase" => variant.to_lowercase(),
        "UPPERCASE" => variant.to_uppercase(),
        "PascalCase" => variant.to_owned(),
        "camelCase" => {
            let mut characters = variant.chars();
            let first = characters.next().into_iter().flat_map(char::to_lowercase);
            first.chain(characters).collect()
        }
        "SCREAMING_SNAKE_CASE" => camel_to_snake(variant).to_uppercase(),
        _ => camel_to_snake(variant),
    }
}

#[cfg(test)]
mod tests {
    use super::{CASES, label};

    #[test]
    fn every_case_has_its_label() {
        let labels: Vec<_> = CASES.iter().map(|case| label(case, "OnAir")).collect();
        assert_eq!(
            labels,
            [
                "on_air", "on-air", "onair", "ONAIR", "onAir", "OnAir", "ON_AIR"
            ]
        );
    }
}
