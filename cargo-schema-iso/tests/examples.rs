//! The example plugins: what their migrations make is what they declare, and what is generated
//! in the place of their migrations is the same.

use std::fs;
use std::path::{Path, PathBuf};

use cargo_schema_iso::declarations::{Declarations, Kind};
use cargo_schema_iso::generate::{Request, Workbench, differences, propose};
use schema_iso_host::Plugin;

fn declared<P: Plugin>() -> Declarations {
    serde_json::from_str(&P::METADATA.to_json()).expect("the metadata are JSON")
}

fn check<P: Plugin>(name: &str) {
    let workbench = Workbench::start().expect("the server programs are installed");
    let plugin = declared::<P>();
    // A view has a text of its own, and an import is somebody else's.
    let tables = plugin.tables.iter().filter(|it| it.kind == Kind::Table);
    assert_eq!(tables.count(), 3);
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples");
    let by_hand = examples.join(name).join("migrations");
    let request = Request::default();
    let missing = differences(&workbench, &plugin, &by_hand, &request);
    assert_eq!(missing.expect("the migrations run"), Vec::<String>::new());

    let home: PathBuf =
        std::env::temp_dir().join(format!("schema-iso-anew-{}-{name}", std::process::id()));
    fs::create_dir_all(&home).expect("a directory can be made");
    let anew = home.join("migrations");
    let proposal = propose(&workbench, &plugin, &anew, &request).expect("it is proven");
    let written = proposal.write().expect("it can be written");
    assert_eq!(written.len(), 1, "{written:?}");
    let missing = differences(&workbench, &plugin, &anew, &request);
    assert_eq!(missing.expect("the migrations run"), Vec::<String>::new());
    fs::remove_dir_all(home).expect("the directory can be removed");
}

#[test]
fn auth_generated_anew() {
    check::<auth::Auth>("auth");
}

#[test]
fn catalog_generated_anew() {
    check::<catalog::Catalog>("catalog");
}

#[test]
fn healthcheck_generated_anew() {
    check::<healthcheck::Healthcheck>("healthcheck");
}
