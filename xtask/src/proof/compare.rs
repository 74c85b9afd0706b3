//! Compares the implementations that are there with the list.

use std::collections::{BTreeMap, BTreeSet};

use super::found::Implementation;
use super::list::{Check, Clause, List};

/// The implementations that were found.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) diesel: BTreeSet<Implementation>,
    pub(super) ours: BTreeSet<Implementation>,
    /// Whether Diesel's `SelectableExpression<QS>` asks for `AppearsOnTable<QS>`.
    pub(super) selectable_is_appearing: bool,
}

/// A side of the list: its name, its lines in a clause, what was found of it.
type Side<'a> = (
    &'static str,
    fn(&Clause) -> &BTreeSet<String>,
    &'a BTreeSet<Implementation>,
);

impl Found {
    pub(super) fn sides(&self) -> [Side<'_>; 2] {
        [
            ("diesel", |clause| &clause.diesel, &self.diesel),
            ("ours", |clause| &clause.ours, &self.ours),
        ]
    }
}

/// All that has appeared, gone or changed, and every line that is not what its clause says.
pub(super) fn disagreements(list: &List, found: &Found) -> Vec<String> {
    let mut wrong = Vec::new();
    for (side, lines, there) in found.sides() {
        let mut listed = BTreeMap::<&str, &Clause>::new();
        for clause in &list.clause {
            for line in lines(clause) {
                if let Some(other) = listed.insert(line, clause) {
                    let (one, two) = (&other.name, &clause.name);
                    wrong.push(format!("listed twice, under `{one}` and `{two}`: {line}"));
                }
            }
        }
        let by_line: BTreeMap<String, &Implementation> =
            there.iter().map(|it| (it.line(), it)).collect();
        compare(side, &listed, &by_line, &mut wrong);
        for (line, clause) in &listed {
            let Some((implementation, check)) = by_line.get(*line).zip(clause.check) else {
                continue;
            };
            if let Err(why) = holds(check, implementation, there, found) {
                let name = &clause.name;
                wrong.push(format!(
                    "not what the clause `{name}` says: {line}\n    {why}"
                ));
            }
        }
    }
    wrong
}

fn compare(
    side: &str,
    listed: &BTreeMap<&str, &Clause>,
    there: &BTreeMap<String, &Implementation>,
    wrong: &mut Vec<String>,
) {
    let mut gone: BTreeMap<&str, &Clause> = listed
        .iter()
        .filter(|(line, _)| !there.contains_key(**line))
        .map(|(line, clause)| (*line, *clause))
        .collect();
    for (line, it) in there {
        if listed.contains_key(line.as_str()) {
            continue;
        }
        let place = &it.place;
        let (head, _) = split(line);
        let before = gone.keys().find(|gone| split(gone).0 == head).copied();
        match before.and_then(|before| gone.remove_entry(before)) {
            Some((before, clause)) => wrong.push(format!(
                "bounds changed: {head}\n    listed: {}\n    found:  {}\n    in {place}; compare with \
                 the clause `{}`, then replace the line under `{side}`",
                or_none(split(before).1),
                or_none(split(line).1),
                clause.name,
            )),
            None => wrong.push(format!(
                "appeared: {line}\n    in {place}; find the clause that covers it, or add one, and \
                 put the line under `{side}`"
            )),
        }
    }
    for (line, clause) in gone {
        wrong.push(format!(
            "gone: {line}\n    remove it from the clause `{}`, under `{side}`, and read what took its \
             place",
            clause.name
        ));
    }
}

fn split(line: &str) -> (&str, &str) {
    line.split_once(" where ").unwrap_or((line, ""))
}

fn or_none(bounds: &str) -> &str {
    if bounds.is_empty() {
        "no bounds"
    } else {
        bounds
    }
}

/// Whether an implementation is what its clause says of it.
fn holds(
    check: Check,
    it: &Implementation,
    there: &BTreeSet<Implementation>,
    found: &Found,
) -> Result<(), String> {
    let trait_is = |wanted: &str| {
        if it.name() == wanted {
            Ok(())
        } else {
            Err(format!("it is no `{wanted}`"))
        }
    };
    let all_asked = || {
        if it.unasked.is_empty() {
            Ok(())
        } else {
            let parts = it.unasked.join("`, `");
            Err(format!("no bound asks `{}` of `{parts}`", it.name()))
        }
    };
    match check {
        Check::Operands => trait_is("AppearsOnTable").and_then(|()| all_asked()),
        Check::Parts => trait_is("QueryFragment").and_then(|()| all_asked()),
        Check::Supertrait => {
            trait_is("SelectableExpression")?;
            if found.selectable_is_appearing {
                Ok(())
            } else {
                Err("`AppearsOnTable` is no supertrait of `SelectableExpression` any more".into())
            }
        }
        Check::Expression => {
            trait_is("QueryFragment")?;
            let mut others = there
                .iter()
                .filter(|other| other.name() == "AppearsOnTable");
            if others.any(|other| other.head() == it.head()) {
                Ok(())
            } else {
                Err(format!("`{}` is not `AppearsOnTable`", it.head()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::found::Implementation;
    use super::super::list::List;
    use super::{Found, disagreements};

    const LIST: &str = r#"
        [[clause]]
        name = "operands"
        argument = "its operands are asked"
        check = "operands"
        diesel = ["AppearsOnTable<QS> for Plus<L, R> where L: AppearsOnTable<QS>, R: AppearsOnTable<QS>"]

        [[clause]]
        name = "expression"
        argument = "it is an expression"
        check = "expression"
        diesel = ["QueryFragment<DB> for Plus<L, R>"]
    "#;

    fn implementation(of: &str, conditions: &[&str], unasked: &[&str]) -> Implementation {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Implementation {
            of: of.to_owned(),
            target: "Plus<L, R>".to_owned(),
            conditions: owned(conditions),
            unasked: owned(unasked),
            place: "plus.rs:1".to_owned(),
        }
    }

    fn plus() -> Implementation {
        let conditions = ["L: AppearsOnTable<QS>", "R: AppearsOnTable<QS>"];
        implementation("AppearsOnTable<QS>", &conditions, &[])
    }

    fn wrong_with(diesel: impl IntoIterator<Item = Implementation>) -> Vec<String> {
        let list = List::parse(LIST).expect("the list is TOML");
        let found = Found {
            diesel: diesel.into_iter().collect(),
            ours: BTreeSet::new(),
            selectable_is_appearing: true,
        };
        disagreements(&list, &found)
    }

    #[test]
    fn what_is_listed_and_there_is_right() {
        let wrong = wrong_with([plus(), implementation("QueryFragment<DB>", &[], &["L"])]);
        assert_eq!(wrong, Vec::<String>::new());
    }

    #[test]
    fn a_new_implementation_is_reported_with_its_place() {
        let new = implementation("ValidSubselect<QS>", &[], &[]);
        let fragment = implementation("QueryFragment<DB>", &[], &[]);
        let wrong = wrong_with([plus(), fragment, new]);
        assert_eq!(wrong.len(), 1, "{wrong:?}");
        assert!(
            wrong[0].starts_with("appeared: ValidSubselect<QS> for Plus<L, R>\n    in plus.rs:1")
        );
    }

    #[test]
    fn a_lost_bound_is_reported_with_the_clause_that_rested_on_it() {
        let lost = implementation("AppearsOnTable<QS>", &["L: AppearsOnTable<QS>"], &["R"]);
        let wrong = wrong_with([lost, implementation("QueryFragment<DB>", &[], &[])]);
        assert_eq!(wrong.len(), 1, "{wrong:?}");
        assert!(wrong[0].starts_with("bounds changed: AppearsOnTable<QS> for Plus<L, R>"));
        assert!(
            wrong[0].contains("found:  L: AppearsOnTable<QS>\n"),
            "{}",
            wrong[0]
        );
        assert!(wrong[0].contains("the clause `operands`"), "{}", wrong[0]);
    }

    #[test]
    fn an_operand_that_no_bound_asks_is_reported_although_it_is_listed() {
        let unasked = Implementation {
            unasked: vec!["R".to_owned()],
            ..plus()
        };
        let wrong = wrong_with([unasked, implementation("QueryFragment<DB>", &[], &[])]);
        assert_eq!(wrong.len(), 1, "{wrong:?}");
        assert!(
            wrong[0].ends_with("no bound asks `AppearsOnTable` of `R`"),
            "{}",
            wrong[0]
        );
    }

    #[test]
    fn what_is_gone_is_reported_and_so_is_what_rested_on_it() {
        let wrong = wrong_with([implementation("QueryFragment<DB>", &[], &[])]);
        assert_eq!(wrong.len(), 2, "{wrong:?}");
        assert!(
            wrong[0].starts_with("gone: AppearsOnTable<QS> for Plus<L, R>"),
            "{}",
            wrong[0]
        );
        assert!(
            wrong[1].ends_with("`Plus` is not `AppearsOnTable`"),
            "{}",
            wrong[1]
        );
    }
}
