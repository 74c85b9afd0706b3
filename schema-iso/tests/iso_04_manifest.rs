//! ISO-04: a direct dependency on a driver is found, however it is written.

use proptest::prelude::*;
use schema_iso::manifest::{
    DRIVERS, DependencyKind, Driver, ManifestError, WorkspaceLinks, check_manifest,
};
use schema_iso::rule::Diagnostic;

const PACKAGE: &str = "[package]\nname = \"notes\"\n";

/// The findings as `key=package@line`.
fn doors(dependencies: &str, workspace: Option<&str>) -> Vec<String> {
    let report = check_manifest(&format!("{PACKAGE}{dependencies}"), workspace)
        .expect("the manifest can be judged");
    let doors = report.second_doors().iter();
    doors
        .map(|door| format!("{}={}@{}", door.key(), door.package(), door.line()))
        .collect()
}

fn refused(text: &str, workspace: Option<&str>) -> ManifestError {
    check_manifest(&format!("{PACKAGE}{text}"), workspace)
        .expect_err("the manifest cannot be judged")
}

/// Every table that holds dependencies.
fn table() -> impl Strategy<Value = (String, DependencyKind)> {
    let target = prop_oneof![
        Just(""),
        Just("target.'cfg(unix)'."),
        Just("target.x86_64-unknown-linux-gnu."),
    ];
    let kind = prop_oneof![
        Just(("dependencies", DependencyKind::Normal)),
        Just(("build-dependencies", DependencyKind::Build)),
        Just(("build_dependencies", DependencyKind::Build)),
        Just(("dev-dependencies", DependencyKind::Development)),
        Just(("dev_dependencies", DependencyKind::Development)),
    ];
    (target, kind).prop_map(|(target, (table, kind))| (format!("{target}{table}"), kind))
}

proptest! {
    #[test]
    fn every_driver_is_found_in_every_table_and_form(
        driver in (0..DRIVERS.len()).prop_map(|at| DRIVERS[at].name()),
        (table, kind) in table(),
        form in 0..7,
    ) {
        let swapped: String = driver
            .chars()
            .map(|c| match c { '-' => '_', '_' => '-', c => c })
            .collect();
        let mut workspace = None;
        let text = match form {
            0 => format!("[{table}]\n{driver} = \"1\""),
            1 => format!("[{table}]\n{swapped} = {{ version = \"1\", optional = true }}"),
            2 => format!("[{table}]\nharmless = {{ package = \"{driver}\", version = \"1\" }}"),
            3 => format!("[{table}.harmless]\nversion = \"1\"\npackage = \"{swapped}\""),
            4 => format!("[{table}]\nharmless.version = \"1\"\nharmless.package = \"{driver}\""),
            5 => {
                workspace = Some(format!("[workspace.dependencies]\n{driver} = \"1\""));
                format!("[{table}]\n{driver}.workspace = true")
            }
            _ => {
                workspace = Some(format!(
                    "[workspace.dependencies.harmless]\npackage = \"{driver}\"\nversion = \"1\""
                ));
                format!("[{table}]\nharmless = {{ workspace = true }}")
            }
        };
        let report = check_manifest(&format!("{PACKAGE}{text}"), workspace.as_deref()).unwrap();
        let [door] = report.second_doors() else { panic!("{text}: {report:?}") };
        prop_assert_eq!(door.driver(), Driver::find(driver).unwrap());
        prop_assert_eq!(door.kind(), kind);
        prop_assert_eq!(door.is_inherited(), workspace.is_some());
        prop_assert_eq!(door.line(), if form == 3 { 3 } else { 4 });
        prop_assert_eq!(report.shipped().is_empty(), kind == DependencyKind::Development);
    }

    #[test]
    fn any_text_is_judged_without_a_panic(manifest in any::<String>(), workspace in any::<String>()) {
        let _ = check_manifest(&manifest, Some(&workspace));
        let _ = check_manifest(&format!("{PACKAGE}{manifest}"), Some(&workspace));
    }
}

#[test]
fn the_front_door_and_harmless_crates_are_no_finding() {
    let harmless = "[dependencies]\nschema-iso-diesel = \"0.1\"\nuuid = \"1\"\n\
                    diesel = { package = \"schema-iso-diesel\", version = \"0.1\" }\n\
                    sea-query = \"1\"\npostgres-types = \"0.2\"\n";
    assert!(doors(harmless, None).is_empty());
}

#[test]
fn findings_come_in_the_order_of_the_text() {
    let text =
        "[dev-dependencies]\nsqlx = \"0.9\"\n[dependencies]\npostgres = \"1\"\ndiesel = \"2\"";
    assert_eq!(
        doors(text, None),
        ["sqlx=sqlx@4", "postgres=postgres@6", "diesel=diesel@7"]
    );
}

#[test]
fn a_manifest_that_is_its_own_workspace_is_resolved_from_itself() {
    let text = "[workspace.dependencies]\ndb = { package = \"diesel\", version = \"2\" }\n\
                [dependencies]\ndb.workspace = true";
    assert_eq!(doors(text, None), ["db=diesel@6"]);
}

/// A header, dotted keys and inline tables are one thing to Cargo.
#[test]
fn the_form_of_the_workspace_makes_no_difference() {
    for workspace in [
        "[workspace.dependencies]\ndb = { package = \"diesel\", version = \"2\" }",
        "workspace.dependencies.db = { package = \"diesel\", version = \"2\" }",
        "workspace = { dependencies = { db = { package = \"diesel\", version = \"2\" } } }",
        "workspace.dependencies.db.package = \"diesel\"\nworkspace.dependencies.db.version = \"2\"",
        "[\"workspace\".'dependencies'.db]\npackage = \"diesel\"",
    ] {
        let found = doors("[dependencies]\ndb.workspace = true", Some(workspace));
        assert_eq!(found, ["db=diesel@4"], "{workspace}");
        assert!(WorkspaceLinks::read(workspace).unwrap().is_root());
    }
}

#[test]
fn a_text_that_looks_like_a_workspace_is_none() {
    for text in [
        "description = \"\"\"\n[workspace]\n\"\"\"",
        "description = '''\nworkspace = {}\n'''",
        "[package.metadata]\nworkspace = { members = [] }",
        "[package.metadata.workspace]\nmembers = []",
        "metadata.note = \"\"\"\n  [workspace.notes]\n\"\"\"",
        "# [workspace]",
    ] {
        let links = WorkspaceLinks::read(&format!("{PACKAGE}{text}")).unwrap();
        assert!(!links.is_root() && links.root().is_none(), "{text}");
    }
}

#[test]
fn a_workspace_elsewhere_and_patched_packages_are_read() {
    let text = "workspace = \"../root\"\n\
                [patch.crates-io]\nkit = { path = \"../kit\" }\nn = { git = \"x\" }\n\
                [patch.\"https://example.com\".a]\npackage = \"b\"\npath = \"b\"\n\
                [replace]\n\"https://example.com/index#c:1.0.0\" = { path = \"c\" }\n";
    let links = WorkspaceLinks::read(&format!("{PACKAGE}{text}")).unwrap();
    assert_eq!(links.root(), Some("../root"));
    let mut patches: Vec<_> = links.patches().collect();
    patches.sort_unstable();
    assert_eq!(patches, [("b", "b"), ("c", "c"), ("kit", "../kit")]);
}

/// Cargo reads `[project]` as `[package]`.
#[test]
fn the_older_name_of_the_package_counts() {
    let text = "[project]\nname = \"notes\"\nversion = \"1.0.0\"\nworkspace = \"..\"\n\
                [project.metadata.schema-iso]\nallow-second-door = { sqlx = \"reports\" }\n\
                [dependencies]\nsqlx = \"1\"\ndiesel = \"2\"";
    let report = check_manifest(text, None).unwrap();
    assert_eq!(
        (report.package(), report.version()),
        ("notes", Some("1.0.0"))
    );
    assert_eq!(report.second_doors().len(), 1);
    assert_eq!(WorkspaceLinks::read(text).unwrap().root(), Some(".."));
}

#[test]
fn the_version_is_that_of_the_workspace_where_the_manifest_says_so() {
    let version = |text: &str, workspace| {
        let report = check_manifest(&format!("{PACKAGE}{text}"), workspace).unwrap();
        report.version().map(str::to_owned)
    };
    let workspace = Some("workspace.package.version = \"1.2.3\"");
    assert_eq!(
        version("version.workspace = true", workspace).as_deref(),
        Some("1.2.3")
    );
    assert_eq!(
        version("version.workspace = true", Some("[workspace]")),
        None
    );
    assert_eq!(version("", workspace).as_deref(), Some("0.0.0"));
}

#[test]
fn a_dependency_that_nobody_can_resolve_is_refused() {
    let error = refused("[dependencies]\ndb.workspace = true", Some("[workspace]"));
    assert_eq!(
        error.to_string(),
        "the dependency `db` at line 4 is not found in the workspace it is taken from"
    );
    assert!(Diagnostic::from(&error).help().is_some());
}

#[test]
fn an_exception_opens_one_door_for_its_reason_only() {
    let allow = "[package.metadata.schema-iso]\n\
                 allow-second-door = { tokio_postgres = \"LISTEN\", refinery = \"history\" }\n";
    let text =
        format!("{allow}[dependencies]\npg = {{ package = \"tokio-postgres\" }}\nsqlx = \"1\"");
    let report = check_manifest(&format!("{PACKAGE}{text}"), None).unwrap();
    assert_eq!(report.package(), "notes");
    assert_eq!(report.second_doors().len(), 1);
    assert_eq!(report.second_doors()[0].package(), "sqlx");
    let printed: Vec<_> = report
        .allowances()
        .iter()
        .map(|a| (a.package(), a.reason(), a.line(), a.is_used()))
        .collect();
    assert_eq!(
        printed,
        [
            ("tokio_postgres", "LISTEN", 4, true),
            ("refinery", "history", 4, false)
        ]
    );
}

/// The name that counts is the package's: an exception for the key opens nothing.
#[test]
fn an_exception_for_the_local_name_opens_nothing() {
    let text = "[package.metadata.schema-iso]\nallow-second-door = { db = \"because\" }\n\
                [dependencies]\ndb = { package = \"diesel\" }";
    assert_eq!(doors(text, None), ["db=diesel@6"]);
}

/// The exception must stand in the plugin's own manifest, where its reviewers look.
#[test]
fn an_exception_of_the_workspace_opens_nothing() {
    let workspace = "[workspace.metadata.schema-iso]\nallow-second-door = { diesel = \"because\" }\n\
                     [package.metadata.schema-iso]\nallow-second-door = { diesel = \"because\" }\n";
    let found = doors("[dependencies]\ndiesel = \"2\"", Some(workspace));
    assert_eq!(found, ["diesel=diesel@4"]);
}

#[test]
fn an_exception_without_a_reason_is_refused() {
    let table = |value: &str| {
        format!(
            "[package.metadata.schema-iso]\nallow-second-door = {value}\n[dependencies]\ndiesel = \"2\""
        )
    };
    assert_eq!(
        refused(&table("{ diesel = \"  \" }"), None).to_string(),
        "`allow-second-door` gives no reason for `diesel` at line 4"
    );
    for value in ["true", "[\"diesel\"]", "{ diesel = true }"] {
        assert_eq!(
            refused(&table(value), None).to_string(),
            "`allow-second-door` at line 4 is not a table of packages with a reason for each"
        );
    }
}

#[test]
fn what_cannot_be_judged_is_refused() {
    assert!(matches!(
        check_manifest("[dependencies]", None),
        Err(ManifestError::PackageMissing)
    ));
    assert!(matches!(
        refused("x = ", None),
        ManifestError::Syntax { line: 3, .. }
    ));
    assert!(matches!(
        refused("", Some("\n[workspace")),
        ManifestError::WorkspaceSyntax { line: 2, .. }
    ));
}

#[test]
fn a_finding_says_whose_it_is_and_what_to_write() {
    let text = format!("{PACKAGE}[target.'cfg(unix)'.dependencies]\ndb.workspace = true");
    let workspace = "[workspace.dependencies]\ndb = { package = \"diesel\", version = \"2\" }";
    let report = check_manifest(&text, Some(workspace)).unwrap();
    assert_eq!(
        report.second_doors()[0].diagnostic().to_string(),
        "the plugin crate `notes` depends on `diesel`, under the name `db`, \
         in `[target.'cfg(unix)'.dependencies]` at line 4 of its manifest\n\
         help: remove it: under the name `diesel` the crate sees the curated Diesel of \
         `schema-iso-diesel`\n\
         note: `diesel` opens connections of its own: what it touches, no rule can see\n\
         note: `[workspace.dependencies]` says that `db` is the package `diesel`\n\
         note: to open this door knowingly, write `allow-second-door = { diesel = \"the reason\" }` \
         under `[package.metadata.schema-iso]`\n\
         note: rule ISO-04, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_04/index.html"
    );
}
