//! ISO-10: the order of the boot, and what is refused before it.

use std::collections::HashSet;

use proptest::prelude::*;
use schema_iso::definition::{TableDefinition, TypeDefinition};
use schema_iso::id::PluginId;
use schema_iso::order::{BootOrder, RegisterProblem};
use schema_iso::plugin::PluginMetadata;

fn id(place: usize) -> PluginId {
    PluginId::literal(&format!("p{place}"))
}

fn ids(texts: &[&str]) -> &'static [PluginId] {
    let ids: Vec<PluginId> = texts.iter().map(|text| PluginId::literal(text)).collect();
    ids.leak()
}

fn plugin(text: &str, depends_on: &[&str]) -> PluginMetadata {
    PluginMetadata::new(PluginId::literal(text), "some-crate", "1.0.0")
        .with_depends_on(ids(depends_on))
}

/// Plugins `p0`, `p1`, …, each with the places that it depends on.
fn plugins(dependencies: &[Vec<usize>]) -> Vec<PluginMetadata> {
    let plugin = |(place, needed): (usize, &Vec<usize>)| {
        let depends_on: Vec<PluginId> = needed.iter().map(|&needed| id(needed)).collect();
        PluginMetadata::new(id(place), "some-crate", "1.0.0").with_depends_on(depends_on.leak())
    };
    dependencies.iter().enumerate().map(plugin).collect()
}

fn said(plugins: &[PluginMetadata]) -> String {
    let error = BootOrder::of(plugins).expect_err("the plugins are wrong");
    let problems: Vec<String> = error.problems().iter().map(ToString::to_string).collect();
    // The error itself says the same, and what to do.
    let advised: Vec<String> = error
        .problems()
        .iter()
        .map(|it| format!("{it} ({})", it.help()))
        .collect();
    assert_eq!(error.to_string(), advised.join("; "));
    problems.join("; ")
}

/// Any edges at all between up to twelve plugins, none to itself.
fn any_graph() -> impl Strategy<Value = Vec<Vec<usize>>> {
    (1usize..12).prop_flat_map(|n| {
        let needed = prop::collection::vec(0..n, 0..3);
        prop::collection::vec(needed, n).prop_map(|mut graph| {
            for (place, needed) in graph.iter_mut().enumerate() {
                needed.retain(|&other| other != place);
            }
            graph
        })
    })
}

/// The length of the shortest cycle, by squaring nothing and trusting nobody:
/// walks of growing length from every plugin.
fn shortest_cycle_length(graph: &[Vec<usize>]) -> Option<usize> {
    let walk = |start: usize| {
        let mut reached = HashSet::from([start]);
        (1..=graph.len()).find(|_| {
            reached = reached.iter().flat_map(|&at| graph[at].clone()).collect();
            reached.contains(&start)
        })
    };
    (0..graph.len()).filter_map(walk).min()
}

proptest! {
    #[test]
    fn an_order_is_there_exactly_when_no_cycle_is(graph in any_graph()) {
        match (BootOrder::of(&plugins(&graph)), shortest_cycle_length(&graph)) {
            (Ok(order), None) => {
                let mut done = HashSet::new();
                for &place in order.sequence() {
                    prop_assert!(graph[place].iter().all(|needed| done.contains(needed)));
                    prop_assert!(done.insert(place));
                }
                prop_assert_eq!(done.len(), graph.len());
            }
            (Err(error), Some(length)) => {
                let paths: Vec<_> = error.problems().iter().map(|problem| match problem {
                    RegisterProblem::Cycle { path } => path.clone(),
                    other => panic!("{other}"),
                }).collect();
                prop_assert_eq!(paths.iter().map(|path| path.len() - 1).min(), Some(length));
                for path in paths {
                    prop_assert_eq!(path.first(), path.last());
                    let distinct: HashSet<_> = path.iter().collect();
                    prop_assert_eq!(distinct.len(), path.len() - 1);
                    for step in path.windows(2) {
                        let place = |of: PluginId| (0..graph.len()).find(|&p| id(p) == of).unwrap();
                        prop_assert!(graph[place(step[0])].contains(&place(step[1])));
                    }
                }
            }
            (order, length) => prop_assert!(false, "{order:?} but {length:?}"),
        }
    }

    #[test]
    fn edges_go_both_ways(graph in any_graph()) {
        let Ok(order) = BootOrder::of(&plugins(&graph)) else { return Ok(()) };
        for (place, needed_by_place) in graph.iter().enumerate() {
            prop_assert!(order.dependencies(place).is_sorted_by(|a, b| a < b));
            prop_assert!(order.dependents(place).is_sorted_by(|a, b| a < b));
            for &needed in order.dependencies(place) {
                prop_assert!(order.dependents(needed).contains(&place));
                prop_assert!(needed_by_place.contains(&needed));
            }
        }
    }

    #[test]
    fn registration_order_stays_where_it_is_right(graph in any_graph()) {
        let mut graph = graph;
        for (place, needed) in graph.iter_mut().enumerate() {
            needed.retain(|&other| other < place);
        }
        let order = BootOrder::of(&plugins(&graph)).unwrap();
        prop_assert!(order.sequence().is_sorted());
    }
}

#[test]
fn a_plugin_registered_too_late_moves_right_before_the_first_who_needs_it() {
    let order = BootOrder::of(&[
        plugin("first", &[]),
        plugin("notes", &["auth"]),
        plugin("second", &[]),
        plugin("auth", &[]),
    ]);
    assert_eq!(order.unwrap().sequence(), [0, 3, 1, 2]);
    assert!(BootOrder::of(&[]).unwrap().is_empty());
}

#[test]
fn a_cycle_is_named_by_its_path() {
    let problem = said(&[
        plugin("d", &["a"]),
        plugin("a", &["b"]),
        plugin("b", &["c"]),
        plugin("c", &["a"]),
    ]);
    assert_eq!(
        problem,
        "the plugins depend on one another in a cycle: a → b → c → a"
    );
}

#[test]
fn the_shortest_cycle_of_a_knot_is_told_and_one_for_every_knot() {
    let problems = said(&[
        plugin("a", &["b"]),
        plugin("b", &["c"]),
        plugin("c", &["a", "d"]),
        plugin("d", &["c"]),
        plugin("x", &["y", "a"]),
        plugin("y", &["x"]),
    ]);
    assert_eq!(
        problems,
        "the plugins depend on one another in a cycle: c → d → c; \
         the plugins depend on one another in a cycle: x → y → x"
    );
}

#[test]
fn an_unregistered_dependency_is_told_with_all_who_need_it() {
    let problem = said(&[
        plugin("a", &["auth", "auth"]),
        plugin("b", &["auth"]),
        plugin("c", &["auth"]),
    ]);
    assert_eq!(
        problem,
        "the plugin `auth` is not registered, but `a`, `b` and `c` depend on it"
    );
}

#[test]
fn the_crates_of_two_plugins_with_one_id_are_named() {
    let notes = plugin("notes", &[]);
    let fork = PluginMetadata::new(notes.id(), "notes-fork", "1.0.0");
    assert_eq!(
        said(&[notes, fork]),
        "the plugin `notes` is registered twice, by the crates `some-crate` and `notes-fork`"
    );
}

#[test]
fn all_problems_are_told_at_once() {
    const AUTH: PluginId = PluginId::literal("auth");
    const TABLES: &[&TableDefinition] = &[&TableDefinition::new(AUTH, "users")];
    const TYPES: &[&TypeDefinition] = &[&TypeDefinition::new(AUTH, "mode", &[])];
    let problems = said(&[
        plugin("a", &["a", "missing"]).with_previous_ids(ids(&["b", "old", "a", "old"])),
        plugin("b", &[]).with_previous_ids(ids(&["old"])),
        plugin("a", &[]).with_tables(TABLES).with_types(TYPES),
    ]);
    let expected = [
        "the plugin `a` is registered twice, by the crate `some-crate`",
        "the plugin `a` lists `users`, which belongs to the plugin `auth`",
        "the plugin `a` lists `mode`, which belongs to the plugin `auth`",
        "the plugin `a` names `b` as a previous id, but a plugin of that id is registered",
        "the plugin `a` names its own id as a previous one",
        "the plugin `a` names the previous id `old` more than once",
        "the plugins `a` and `b` both name `old` as a previous id",
        "the plugin `a` depends on itself",
        "the plugin `missing` is not registered, but `a` depends on it",
    ];
    assert_eq!(problems, expected.join("; "));
}

#[test]
fn long_chains_and_rings_are_no_trouble() {
    let n = 20_000;
    let chain: Vec<Vec<usize>> = (0..n)
        .map(|p| (p + 1 < n).then_some(p + 1).into_iter().collect())
        .collect();
    let order = BootOrder::of(&plugins(&chain)).unwrap();
    assert!(order.sequence().iter().rev().copied().eq(0..n));

    let ring: Vec<Vec<usize>> = (0..n).map(|place| vec![(place + 1) % n]).collect();
    let error = BootOrder::of(&plugins(&ring)).unwrap_err();
    let [RegisterProblem::Cycle { path }] = error.problems() else {
        panic!("{error}");
    };
    assert_eq!(path.len(), n + 1);
}
