//! Several processes, some of which die. Each is this test program again, which
//! runs [`serve`] only.

#![expect(clippy::unwrap_used, reason = "what panics here fails a test")]

mod support;

use std::env;
use std::fs;
use std::io::{self, BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use support::{Session, is_alive, postmaster, wait_until};
use throwaway_postgres::Server;

/// Prints what others need to know and waits until its standard input ends.
#[test]
#[ignore = "the other tests start it"]
fn serve() {
    let server = match Server::shared() {
        Ok(server) => server,
        Err(error) => panic!("{error}"),
    };
    println!("\nurl {}", server.url("some"));
    if let Some(directory) = server.socket_dir() {
        println!("directory {}", directory.display());
    }
    let bystander = env::var_os("BYSTANDER").map(|_| {
        let bystander = Command::new("sleep").arg("1000").spawn().unwrap();
        println!("bystander {}", bystander.id());
        bystander
    });
    println!("end");
    io::copy(&mut io::stdin(), &mut io::sink()).unwrap();
    drop(bystander);
    // Nobody reads what the test harness would print now.
    std::process::exit(0);
}

/// [`serve`] in a process of its own, with a temporary directory of its own.
fn server(tmp: &Path) -> Command {
    let mut command = Command::new(env::current_exe().unwrap());
    command
        .args(["--exact", "serve", "--ignored", "--nocapture"])
        .env("TMPDIR", tmp)
        .env_remove("DATABASE_URL")
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    command
}

/// Reads what [`serve`] prints.
fn read(process: &mut Child) -> Vec<(String, String)> {
    BufReader::new(process.stdout.take().unwrap())
        .lines()
        .map(Result::unwrap)
        .take_while(|line| line != "end")
        .filter_map(|line| {
            let (key, value) = line.split_once(' ')?;
            Some((key.to_owned(), value.to_owned()))
        })
        .collect()
}

fn value<'a>(printed: &'a [(String, String)], key: &str) -> &'a str {
    let found = printed.iter().find(|(name, _)| name == key);
    assert!(found.is_some(), "no {key} in {printed:?}");
    &found.unwrap().1
}

/// An empty directory, removed at the end, with a path that leaves room for
/// the socket's name.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let path = PathBuf::from(format!("/tmp/tp-{}-{name}", std::process::id()));
        fs::create_dir(&path).unwrap();
        Self(path)
    }

    /// The servers' directories, and what else is not a finished template.
    fn leftovers(&self) -> Vec<PathBuf> {
        let base = fs::read_dir(&self.0).unwrap().next().unwrap().unwrap();
        let entries = fs::read_dir(base.path()).unwrap();
        entries
            .map(|entry| entry.unwrap().path())
            .filter(|path| {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                name != "lock" && (!name.starts_with("t-") || name.ends_with("unfinished"))
            })
            .collect()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn processes_that_start_at_once_share_one_template() {
    let tmp = Scratch::new("race");
    let mut processes: Vec<Child> = (0..4).map(|_| server(&tmp.0).spawn().unwrap()).collect();
    for process in &mut processes {
        let printed = read(process);
        let directory = Path::new(value(&printed, "directory"));
        let mut session = Session::open(directory, "postgres", "postgres").unwrap();
        assert_eq!(session.query("SELECT 1").unwrap(), ["1"]);
    }
    for mut process in processes {
        drop(process.stdin.take());
        assert!(process.wait().unwrap().success());
    }
    wait_until("the watchdogs are done", || tmp.leftovers().is_empty());
}

#[test]
fn a_process_that_is_killed_leaves_no_server_behind() {
    let tmp = Scratch::new("kill");
    let mut process = server(&tmp.0).env("BYSTANDER", "1").spawn().unwrap();
    let printed = read(&mut process);
    let directory = Path::new(value(&printed, "directory"));
    let pid = postmaster(directory);
    // In use, and with another child that outlives its parent.
    let mut session = Session::open(directory, "postgres", "postgres").unwrap();
    let bystander: u32 = value(&printed, "bystander").parse().unwrap();

    process.kill().unwrap();
    process.wait().unwrap();
    wait_until("the server is gone", || !is_alive(pid));
    wait_until("its directory is gone", || !directory.exists());
    assert!(session.query("SELECT 1").is_err());
    assert!(is_alive(bystander));
    kill("KILL", &bystander.to_string());
}

#[test]
fn a_signal_to_the_whole_process_group_leaves_no_server_behind() {
    let tmp = Scratch::new("group");
    let mut process = server(&tmp.0).spawn().unwrap();
    let printed = read(&mut process);
    let directory = Path::new(value(&printed, "directory"));
    let pid = postmaster(directory);

    // As Ctrl-C does, but harder.
    kill("KILL", &format!("-{}", process.id()));
    process.wait().unwrap();
    wait_until("the server is gone", || !is_alive(pid));
    wait_until("its directory is gone", || !directory.exists());
}

#[test]
fn a_process_that_is_killed_while_it_starts_leaves_nothing_that_harms() {
    let tmp = Scratch::new("early");
    let base = || {
        fs::read_dir(&tmp.0)
            .unwrap()
            .next()
            .map(|base| base.unwrap().path())
    };
    let has = |text: &str| {
        let entries = base().and_then(|base| fs::read_dir(base).ok());
        entries.is_some_and(|mut entries| {
            entries.any(|entry| entry.unwrap().file_name().to_string_lossy().contains(text))
        })
    };
    for (moment, what) in [
        ("unfinished", "initdb runs"),
        ("s-", "there is a directory"),
    ] {
        let mut process = server(&tmp.0).spawn().unwrap();
        wait_until(what, || has(moment));
        process.kill().unwrap();
        process.wait().unwrap();
    }
    wait_until("the watchdog is done", || !has("s-"));

    let mut process = server(&tmp.0).spawn().unwrap();
    let printed = read(&mut process);
    let directory = Path::new(value(&printed, "directory"));
    Session::open(directory, "postgres", "postgres").unwrap();
    assert_eq!(tmp.leftovers(), [directory]);
    drop(process.stdin.take());
    assert!(process.wait().unwrap().success());
    wait_until("the watchdog is done", || tmp.leftovers().is_empty());
}

#[test]
fn what_a_dead_process_left_is_swept() {
    let tmp = Scratch::new("sweep");
    let run = || {
        let mut process = server(&tmp.0).spawn().unwrap();
        let printed = read(&mut process);
        let directory = PathBuf::from(value(&printed, "directory"));
        drop(process.stdin.take());
        assert!(process.wait().unwrap().success());
        wait_until("the watchdog is done", || !directory.exists());
        directory
    };
    let base = run().parent().unwrap().to_owned();
    let abandoned = base.join("s-1-0");
    fs::create_dir_all(abandoned.join("data")).unwrap();
    fs::write(abandoned.join("owner"), "").unwrap();
    // No process has such an id.
    fs::write(abandoned.join("data/postmaster.pid"), "2147483646\n").unwrap();
    let owned = base.join("s-1-1");
    fs::create_dir(&owned).unwrap();
    let owner = fs::File::create(owned.join("owner")).unwrap();
    owner.lock().unwrap();
    run();
    assert!(!abandoned.exists());
    assert!(owned.exists());
}

#[test]
fn without_binaries_the_error_says_what_to_install() {
    let tmp = Scratch::new("none");
    let output = run(server(&tmp.0).env("PG_BIN_DIR", &tmp.0));
    assert!(!output.status.success());
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(text.contains("postgresql on Debian"), "{text}");
}

#[test]
fn a_socket_path_that_would_be_too_long_is_not_used() {
    let tmp = Scratch::new("long");
    let long = tmp.0.join("a".repeat(60));
    fs::create_dir(&long).unwrap();
    let mut process = server(&long).spawn().unwrap();
    let printed = read(&mut process);
    let directory = Path::new(value(&printed, "directory"));
    assert!(directory.starts_with("/tmp/") && !directory.starts_with(&tmp.0));
    drop(process.stdin.take());
    assert!(process.wait().unwrap().success());
}

#[test]
fn with_a_database_url_no_server_is_started() {
    let tmp = Scratch::new("url");
    let output = run(server(&tmp.0)
        .env("DATABASE_URL", "postgres://me@host/mine?sslmode=disable")
        .env("PG_BIN_DIR", &tmp.0));
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}");
    assert!(
        text.contains("url postgres://me@host/some?sslmode=disable\n"),
        "{text}"
    );
    assert!(!text.contains("\ndirectory "), "{text}");
    assert_eq!(fs::read_dir(&tmp.0).unwrap().count(), 0);
}

fn run(command: &mut Command) -> Output {
    let command = command.stdin(Stdio::null()).stderr(Stdio::piped());
    command.output().unwrap()
}

fn kill(signal: &str, whom: &str) {
    let kill = Command::new("/bin/sh")
        .args(["-c", "kill -s \"$0\" -- \"$1\"", signal, whom])
        .status()
        .unwrap();
    assert!(kill.success());
}
