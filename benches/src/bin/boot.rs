//! The first boot of many plugins beside `psql` executing the statements that the host has sent, on
//! as many connections; and a boot with nothing to do.
//!
//! `cargo run --release -p schema-iso-benches --bin boot -- 1000`
//!
//! Beside the time stands that of the processors: of this process and its children, and of the
//! server with all its backends.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it found")]

use std::fs;
use std::io::Write as _;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};
use schema_iso_benches::timed;
use schema_iso_tests::{Admin, TestDatabase, register_counted};

/// The statements of a connection.
type Script = Arc<Mutex<String>>;

static SCRIPTS: Mutex<Vec<Script>> = Mutex::new(Vec::new());
static RECORDS: AtomicBool = AtomicBool::new(false);

/// Takes down what one connection sends.
struct Recorder(Script);

impl Instrumentation for Recorder {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if let InstrumentationEvent::StartQuery { query, .. } = event
            && RECORDS.load(Ordering::Relaxed)
        {
            let mut script = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            script.push_str(&with_values(&query.to_string()));
            script.push_str(";\n");
        }
    }
}

fn recorder() -> Option<Box<dyn Instrumentation>> {
    let script = Script::default();
    let mut scripts = SCRIPTS.lock().unwrap_or_else(PoisonError::into_inner);
    scripts.push(Arc::clone(&script));
    Some(Box::new(Recorder(script)))
}

/// A statement with its values, which Diesel prints behind it, in their places. They are texts,
/// lists of texts, and yes or no; no text has a quote, a comma or a bracket in it.
fn with_values(query: &str) -> String {
    let Some((sql, values)) = query.rsplit_once(" -- binds: ") else {
        return query.to_owned();
    };
    let values = values.strip_prefix('[').unwrap_or(values);
    let values = values.strip_suffix(']').unwrap_or(values);
    let mut literals = vec![String::new()];
    let mut in_list = false;
    for c in values.chars() {
        match c {
            '[' => in_list = true,
            ']' => in_list = false,
            ',' if !in_list => literals.push(String::new()),
            _ => {}
        }
        let mut letter = [0; 4];
        if let Some(last) = literals.last_mut()
            && (c != ',' || in_list)
        {
            last.push_str(match c {
                '[' => "(ARRAY[",
                ']' => "]::text[])",
                '"' => "'",
                _ => c.encode_utf8(&mut letter),
            });
        }
    }
    let mut sql = sql.to_owned();
    for (place, literal) in literals.iter().enumerate().rev() {
        sql = sql.replace(&format!("${}", place + 1), literal.trim());
    }
    sql
}

fn psql(url: &str, script: &str) -> Child {
    let mut psql = Command::new("psql")
        .args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", url])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("psql is installed beside the server");
    let mut input = psql.stdin.take().expect("its input is a pipe");
    let script = script.to_owned();
    std::thread::spawn(move || input.write_all(script.as_bytes()));
    psql
}

/// The ticks of the processors that a process has had, those of its children that have ended
/// included, and its parent.
fn ticks(pid: &str) -> Option<(u64, String)> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = fields.get(11..15)?.iter();
    Some((
        ticks.filter_map(|field| field.parse::<u64>().ok()).sum(),
        (*fields.get(1)?).to_owned(),
    ))
}

/// The seconds of the processors so far: of this process, and of the server. The kernel counts a
/// hundred ticks a second.
#[expect(clippy::cast_precision_loss, reason = "the numbers are small")]
fn cpu(server: &str) -> f64 {
    let own = ticks("self").map_or(0, |(ticks, _)| ticks);
    let processes = fs::read_dir("/proc").expect("Linux has it");
    let backends = processes.filter_map(|entry| {
        let pid = entry.ok()?.file_name().into_string().ok()?;
        let (ticks, parent) = ticks(&pid)?;
        (pid == server || parent == server).then_some(ticks)
    });
    (own + backends.sum::<u64>()) as f64 / 100.0
}

fn main() {
    let plugins = std::env::args().nth(1).map_or(1_000, |count| {
        count.parse().expect("the argument is a number of plugins")
    });
    set_default_instrumentation(recorder).expect("nobody else records");
    let boot = |database: &TestDatabase| {
        let builder = database.builder().pool(|pool| pool.max_size(2));
        let host = register_counted(builder, "bench", plugins).migrate();
        drop(host.expect("the plugins migrate"));
    };

    // What the host sends is taken down in a boot of its own.
    let database = TestDatabase::create().expect("a database can be created");
    RECORDS.store(true, Ordering::Relaxed);
    boot(&database);
    RECORDS.store(false, Ordering::Relaxed);
    let server = Admin::of(&database)
        .text("SELECT pg_catalog.split_part(pg_catalog.pg_read_file('postmaster.pid'), E'\\n', 1)");
    drop(database);
    let scripts: Vec<String> = SCRIPTS
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .iter()
        .map(|script| {
            script
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .clone()
        })
        .filter(|script| !script.is_empty())
        .collect();

    let database = TestDatabase::create().expect("a database can be created");
    let before = cpu(&server);
    let (peer, ()) = timed(|| {
        let sessions: Vec<Child> = scripts
            .iter()
            .map(|script| psql(&database.url(), script))
            .collect();
        for mut session in sessions {
            assert!(session.wait().expect("psql ends").success());
        }
    });
    let peer_cpu = cpu(&server) - before;
    drop(database);

    let database = TestDatabase::create().expect("a database can be created");
    let before = cpu(&server);
    let (ours, ()) = timed(|| boot(&database));
    let ours_cpu = cpu(&server) - before;
    let before = cpu(&server);
    let (idle, ()) = timed(|| boot(&database));
    let idle_cpu = cpu(&server) - before;

    println!("first boot of {plugins} plugins with 3 migrations each     time      CPU");
    let row = |who: &str, time: f64, cpu: f64| println!("  {who:<50} {time:>7.2} {cpu:>8.2}");
    row("host", ours.as_secs_f64(), ours_cpu);
    let sessions = format!("psql ({} sessions, the same statements)", scripts.len());
    row(&sessions, peer.as_secs_f64(), peer_cpu);
    row(
        "ratio",
        ours.as_secs_f64() / peer.as_secs_f64(),
        ours_cpu / peer_cpu,
    );
    row("boot with nothing to do", idle.as_secs_f64(), idle_cpu);
}
