//! The three sources of credentials, and that nothing of them is in any text.

use schema_iso_tests::host::{ConnectError, Logins};
use schema_iso_tests::{Said, chain};

use super::{Database, HOSTS_PASSWORD, SECRET, plugins, run, server, text};

plugins!(
    Derived = "cred-derived",
    Given = "cred-given",
    Addressed = "cred-addressed",
    Silent = "cred-silent",
);

#[test]
fn another_secret_sets_other_passwords_and_leaves_open_connections_alone() {
    let database = Database::create();
    let boot = |secret: &'static str| {
        let builder = database.builder().logins(Logins::derived_from(secret));
        builder.register(Derived).migrate().unwrap().init().unwrap()
    };
    let old = boot(SECRET);
    let mut open = old.connect::<Derived>().unwrap();
    let new = boot("another secret of these tests");
    drop(new.connect::<Derived>().unwrap());
    assert_eq!(text(&mut open, "current_user"), "login_cred_derived");
    let refused = old.connect::<Derived>().map(drop).unwrap_err();
    assert!(chain(&refused).contains("login_cred_derived"), "{refused}");
}

#[test]
fn a_login_is_made_with_the_password_that_the_host_is_given() {
    let database = Database::create();
    let password = "it's \\ a & p%40ss \u{e4}";
    let builder = || {
        let logins = Logins::passwords(|plugin| {
            (plugin.as_str() == "cred-given").then(|| password.to_owned())
        });
        database.builder().logins(logins)
    };
    for _ in 0..2 {
        let host = builder().register(Given).migrate().unwrap().init().unwrap();
        let mut connection = host.connect::<Given>().unwrap();
        run(&mut connection, "SELECT * FROM secrets").unwrap();
    }
    let kept = "SELECT rolpassword FROM pg_authid WHERE rolname = 'login_cred_given'";
    assert!(
        database
            .admin()
            .text(kept)
            .starts_with("SCRAM-SHA-256$4096:")
    );
    // Nor in what the server logs.
    assert!(!server().log().contains("p%40ss"));

    let error = builder().register(Silent).migrate().unwrap_err();
    assert!(
        chain(&error).contains("no password or address for the login `login_cred_silent`"),
        "{}",
        chain(&error)
    );
}

#[test]
fn a_login_can_have_an_address_of_its_own() {
    let database = Database::create();
    let mut admin = database.admin();
    admin.run("CREATE ROLE login_cred_addressed LOGIN PASSWORD 's3cr3tpa55_own'");
    let boot = |role: &str, password: &str| {
        let address = database.url(role, password);
        let logins = Logins::addresses(move |_| Some(address.clone()));
        let builder = database.builder().logins(logins).register(Addressed);
        builder.migrate()
    };
    let host = boot("login_cred_addressed", "s3cr3tpa55_own").unwrap();
    let host = host.init().unwrap();
    let mut connection = host.connect::<Addressed>().unwrap();
    assert_eq!(
        text(&mut connection, "session_user"),
        "login_cred_addressed"
    );
    let error = boot(&database.role, HOSTS_PASSWORD).unwrap_err();
    let text = chain(&error);
    assert!(text.contains("logs in as the role `app_"), "{text}");
}

#[test]
fn nothing_of_a_credential_is_in_an_error_an_event_or_a_debug_text() {
    let everything = Said::everything();
    let database = Database::create();
    let mut said = String::new();
    let mut say = |text: String| said.push_str(&text);

    // A boot that goes well, and a login that is locked out afterwards.
    let builder = database.builder().register(Silent);
    say(format!("{builder:?} {builder:#?}"));
    let checked = builder.check().unwrap();
    say(format!("{checked:?}"));
    let migrated = checked.migrate().unwrap();
    say(format!("{migrated:?}"));
    let host = migrated.init().unwrap();
    say(format!("{host:?} {:?}", host.pool_state()));
    database.admin().run("ALTER ROLE login_cred_silent NOLOGIN");
    let error: ConnectError = host.connect::<Silent>().map(drop).unwrap_err();
    say(format!("{error:?} {}", chain(&error)));

    // Boots that fail, with every source of credentials.
    let wrong = || Some("s3cr3tpa55_wrong".to_owned());
    let address = database.url("login_cred_silent", "s3cr3tpa55_wrong");
    for logins in [
        Logins::derived_from(SECRET),
        Logins::passwords(move |_| wrong()),
        Logins::addresses(move |_| Some(address.clone())),
        Logins::addresses(|_| Some("s3cr3tpa55".to_owned())),
    ] {
        say(format!("{logins:?} {logins:#?}"));
        let builder = database.builder().logins(logins).register(Silent);
        let error = builder.migrate().unwrap_err();
        say(format!("{error:?} {}", chain(&error)));
    }
    let (said, heard) = (&said, &everything.text());
    for text in [said, heard, &server().log()] {
        assert!(!text.contains("s3cr3tpa55_wrong"), "{text}");
        assert!(!text.contains(SECRET), "{text}");
    }
    for text in [said, heard] {
        // The derived passwords are 64 hexadecimal digits; verifiers are for the server alone.
        let hex = |word: &str| word.len() == 64 && word.bytes().all(|it| it.is_ascii_hexdigit());
        let mut words = text.split(|it: char| !it.is_ascii_alphanumeric());
        assert!(!words.any(hex), "{text}");
        assert!(
            !text.contains("SCRAM") && !text.contains(HOSTS_PASSWORD),
            "{text}"
        );
        assert!(text.contains("login_cred_silent"), "{text}");
    }
}
