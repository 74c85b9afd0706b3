//! What rustc says, without what differs from machine to machine.
//!
//! Kept is what the author of a case reads about the case. Of other files the name
//! stays: their lines and numbers change with every edit of this project. The gutter
//! gets one width, since rustc measures it by the largest line number of all files.

use std::path::Path;

use crate::case::{directory, workspace};

/// How wide the gutter is made.
const GUTTER: usize = 3;

/// Notes that tell of files on this machine, and of rustc's own options.
const OF_THIS_MACHINE: &[&str] = &[
    "the full name for the type has been written to",
    "the full type name has been written to",
    "consider using `--verbose` to print the full type name",
];

/// Messages that sum up.
const SUMS: &[&str] = &[
    "error: aborting due to",
    "Some errors have detailed explanations",
    "For more information about",
];

/// The normal form of what rustc says about a project in `project`.
#[must_use]
pub fn normal_form(text: &str, project: &Path) -> String {
    let text = with_short_paths(text, project);
    let mut lines: Vec<String> = Vec::new();
    let mut width = GUTTER;
    let mut elsewhere = false;
    let mut listing = false;
    for line in text.lines() {
        let of_this_machine = OF_THIS_MACHINE.iter().any(|note| line.contains(note));
        if of_this_machine || SUMS.iter().any(|sum| line.starts_with(sum)) {
            continue;
        }
        let line = Line::of(line);
        // What implements a trait changes with every type of this project.
        if listing && line.is_deeper_than(width) {
            continue;
        }
        listing = line.begins_a_list();
        match line {
            Line::Arrow {
                gutter,
                arrow,
                place,
            } => {
                width = gutter;
                elsewhere = !is_of_a_case(place);
                let place = if elsewhere {
                    without_numbers(place)
                } else {
                    place
                };
                lines.push(format!("{:GUTTER$}{arrow} {place}", ""));
            }
            Line::Source {
                gutter,
                number,
                rest,
            } => {
                width = gutter;
                if !elsewhere {
                    lines.push(format!("{number:>GUTTER$} {rest}").trim_end().to_owned());
                }
            }
            Line::Note { gutter, rest } => {
                width = gutter;
                elsewhere = false;
                lines.push(format!("{:GUTTER$} {rest}", ""));
            }
            Line::Gap if elsewhere => {}
            Line::Gap => lines.push("...".to_owned()),
            Line::Other { indent, rest } if indent > width => {
                let indent = indent - width + GUTTER;
                lines.push(format!("{:indent$}{rest}", ""));
            }
            Line::Other { indent, rest } => {
                elsewhere = false;
                lines.push(format!("{:indent$}{rest}", ""));
            }
        }
    }
    sort_places_elsewhere(&mut lines);
    // One empty line between messages, none at the end.
    lines.dedup_by(|second, first| second.is_empty() && first.is_empty());
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.join("\n") + "\n"
}

/// Sorts places that follow one another, all of other files.
///
/// rustc takes them in the order of what implements a trait, and that order comes from a
/// hash of the directory in which the workspace lies.
fn sort_places_elsewhere(lines: &mut [String]) {
    fn parts(line: &str) -> Option<(&str, &str)> {
        let (arrow, place) = line.trim_start().split_once(' ')?;
        (["-->", ":::"].contains(&arrow) && !is_of_a_case(place)).then_some((arrow, place))
    }
    for run in lines.chunk_by_mut(|one, next| parts(one).is_some() && parts(next).is_some()) {
        let mut places: Vec<String> = run
            .iter()
            .filter_map(|line| parts(line).map(|(_, place)| place.to_owned()))
            .collect();
        places.sort_unstable();
        for (line, place) in run.iter_mut().zip(places) {
            let arrow = parts(line).map_or("-->", |(arrow, _)| arrow);
            *line = format!("{:GUTTER$}{arrow} {place}", "");
        }
    }
}

/// A line, by its part in a message.
enum Line<'a> {
    /// `   --> src/lib.rs:1:2`
    Arrow {
        gutter: usize,
        arrow: &'a str,
        place: &'a str,
    },
    /// `12 | let x = y;` and the lines between
    Source {
        gutter: usize,
        number: &'a str,
        rest: &'a str,
    },
    /// `   = note: …`
    Note { gutter: usize, rest: &'a str },
    /// `...`
    Gap,
    /// Headings, and what a note has on its further lines.
    Other { indent: usize, rest: &'a str },
}

impl<'a> Line<'a> {
    fn of(line: &'a str) -> Self {
        let rest = line.trim_start_matches(' ');
        let indent = line.len() - rest.len();
        if line == "..." {
            return Self::Gap;
        }
        for arrow in ["-->", ":::"] {
            if let Some(place) = rest.strip_prefix(arrow) {
                let place = place.trim();
                return Self::Arrow {
                    gutter: indent,
                    arrow,
                    place,
                };
            }
        }
        if indent > 0 && rest.starts_with("= ") {
            return Self::Note {
                gutter: indent - 1,
                rest,
            };
        }
        // A line of source: digits or nothing, a space, and a bar or a sign of change.
        let after_digits = rest.trim_start_matches(|it: char| it.is_ascii_digit());
        let number = &rest[..rest.len() - after_digits.len()];
        let bar = after_digits.trim_start_matches(' ');
        let before_bar = line.len() - bar.len();
        let is_marked = bar == "|" || bar.starts_with("| ") || bar.starts_with("|_");
        let is_changed =
            !number.is_empty() && ["+ ", "- ", "~ "].iter().any(|sign| bar.starts_with(sign));
        let is_joined = number.is_empty() && bar.starts_with("| ");
        if before_bar > 0 && (is_marked || is_changed || is_joined) {
            return Self::Source {
                gutter: before_bar - 1,
                number,
                rest: bar,
            };
        }
        if let Some(source) = line.strip_prefix("... ") {
            return Self::Source {
                gutter: GUTTER,
                number: "...",
                rest: source.trim_start(),
            };
        }
        Self::Other { indent, rest }
    }
}

impl Line<'_> {
    /// Whether it belongs to the note above.
    fn is_deeper_than(&self, width: usize) -> bool {
        matches!(self, Self::Other { indent, .. } if *indent > width)
    }

    /// Whether the types that implement a trait follow.
    fn begins_a_list(&self) -> bool {
        let (Self::Note { rest, .. } | Self::Other { rest, .. }) = self else {
            return false;
        };
        rest.contains("types implement") && rest.ends_with(':')
    }
}

fn with_short_paths(text: &str, project: &Path) -> String {
    let mut text = text.to_owned();
    let roots = [
        (project, ""),
        (directory(), ""),
        (workspace(), "$WORKSPACE/"),
    ];
    for (root, short) in roots {
        text = text.replace(&format!("{}/", root.display()), short);
    }
    let text = shortened(&text, "/registry/src/", 1, "$CARGO/");
    let text = shortened(&text, "/lib/rustlib/src/rust/", 0, "$RUST/");
    shortened(&text, "/rustc/", 1, "$RUST/")
}

/// Replaces a path up to `marker` and `further` directories after it.
fn shortened(text: &str, marker: &str, further: usize, short: &str) -> String {
    let mut result = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(marker) {
        let before = &rest[..at];
        let start = before
            .rfind(|it: char| it.is_whitespace() || "`'\"(@".contains(it))
            .map_or(0, |space| space + 1);
        result.push_str(&before[..start]);
        result.push_str(short);
        rest = &rest[at + marker.len()..];
        for _ in 0..further {
            rest = rest.split_once('/').map_or("", |(_, rest)| rest);
        }
    }
    result + rest
}

/// Whether a place is in a case, or in something of the case's own.
fn is_of_a_case(place: &str) -> bool {
    !place.starts_with('$') && !place.starts_with('/')
}

/// `src/lib.rs` of `src/lib.rs:12:34`.
fn without_numbers(place: &str) -> &str {
    place.trim_end_matches(|it: char| it.is_ascii_digit() || it == ':')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> String {
        normal_form(text, Path::new("/project"))
    }

    #[test]
    fn lines_of_other_files_go_and_their_names_stay() {
        let said = "\
error[E0277]: no
    --> /project/src/lib.rs:7:61
     |
   7 | query
     | ^^^^^ this
     |
     = note: rule ISO-03
note: required by a bound in `load`
    --> /home/somebody/.cargo/registry/src/index-1949cf8c6b5b557f/diesel-2.3.14/src/a.rs:1086:15
     |
1084 |     fn load()
     |        ---- required by a bound
...
1086 |         Self: LoadQuery,
     |               ^^^^^^^^^ required by this bound

For more information about this error, try `rustc --explain E0277`.
";
        assert_eq!(
            of(said),
            "\
error[E0277]: no
   --> src/lib.rs:7:61
    |
  7 | query
    | ^^^^^ this
    |
    = note: rule ISO-03
note: required by a bound in `load`
   --> $CARGO/diesel-2.3.14/src/a.rs
"
        );
    }

    #[test]
    fn further_lines_of_a_note_keep_their_place_and_lists_go() {
        let said = "\
error: no
 --> /project/src/lib.rs:7:61
  |
7 | query
  | ^^^^^
  |
  = note: double check that both
          appear
  = help: the following other types implement trait `It`:
            A
            B
          and 12 others
  = note: the full name for the type has been written to '/t/x-1.long-type-2.txt'
";
        assert_eq!(
            of(said),
            "\
error: no
   --> src/lib.rs:7:61
    |
  7 | query
    | ^^^^^
    |
    = note: double check that both
            appear
    = help: the following other types implement trait `It`:
"
        );
    }

    #[test]
    fn places_in_other_files_are_in_one_order() {
        let said = "\
help: the trait is implemented by these
  --> /registry/src/index/b-1/src/b.rs:1:1
   |
 1 | impl A for B {}
   | ^^^^^^^^^^^^
   |
  ::: /registry/src/index/a-1/src/a.rs:1:1
   |
 1 | impl A for C {}
   | ------------
";
        assert_eq!(
            of(said),
            "\
help: the trait is implemented by these
   --> $CARGO/a-1/src/a.rs
   ::: $CARGO/b-1/src/b.rs
"
        );
    }

    #[test]
    fn suggestions_are_kept() {
        let said = "\
help: consider this
  |
7 ~ query
8 + another
  |
";
        assert_eq!(
            of(said),
            "\
help: consider this
    |
  7 ~ query
  8 + another
    |
"
        );
    }

    #[test]
    fn paths_of_the_standard_library_are_the_same_everywhere() {
        for path in [
            "/rustc/59807616e1234/library/core/src/any.rs",
            "/home/x/toolchain/lib/rustlib/src/rust/library/core/src/any.rs",
        ] {
            assert_eq!(
                of(&format!("note: there\n  --> {path}:1:2\n")),
                "note: there\n   --> $RUST/library/core/src/any.rs\n"
            );
        }
    }
}
