//! What rustc says, as an author reads it.

/// The first line of the first error; warnings of rustc may stand before it.
#[must_use]
pub fn first_line(told: &str) -> &str {
    told.lines()
        .find(|line| line.starts_with("error"))
        .unwrap_or_default()
}

/// A message as an author reads it, without what leads to a name: of `diesel::pg::Pg`, `Pg`.
#[must_use]
pub fn without_paths(message: &str) -> String {
    let mut short = String::new();
    for part in message.split_inclusive("::") {
        let path = part.strip_suffix("::").unwrap_or_default();
        let name = path.trim_end_matches(|it: char| it.is_alphanumeric() || it == '_');
        // `<A as B>::C` is no path.
        short += if name.len() < path.len() { name } else { part };
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_cut_to_its_name() {
        assert_eq!(
            without_paths("`<a::b::C<d::E> as F>::G == h::I` and `j::k`"),
            "`<C<E> as F>::G == I` and `k`"
        );
    }

    #[test]
    fn the_first_line_is_that_of_an_error() {
        assert_eq!(
            first_line("warning: a\n\nerror[E0277]: b\nerror: c"),
            "error[E0277]: b"
        );
    }
}
