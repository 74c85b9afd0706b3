//! A drill: backends are killed and the server restarts, while requests go on, beside
//! Diesel's own pool.

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Barrier, Mutex};
use std::thread;

use auth::Auth;
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::r2d2::{ConnectionManager, Pool, PooledConnection};
use diesel::sql_types::{Integer, Text};
use schema_iso_query::door::raw_connection;
use schema_iso_tests::host::Host;
use schema_iso_tests::{Admin, Server, wait_until};

use super::Other;

const WORKERS: usize = 4;
const CONNECTIONS: u32 = 8;
const OUTAGES_UNDER_LOAD: usize = 50;

type Theirs = Pool<ConnectionManager<PgConnection>>;

/// A server of the drill's own, which it can stop, with a host and Diesel's pool on it.
struct Drill {
    host: Host,
    theirs: Theirs,
    server: Server,
}

/// How many requests there were, and how many of them failed.
#[derive(Debug, Default)]
struct Count {
    requests: AtomicUsize,
    failed: AtomicUsize,
}

impl Count {
    fn add<E: Into<Box<dyn std::error::Error>>>(&self, outcome: Result<(), E>) {
        if let Err(error) = outcome {
            let error: Box<dyn std::error::Error> = error.into();
            println!("a request failed: {}", schema_iso_tests::chain(&*error));
            self.failed.fetch_add(1, Ordering::SeqCst);
        }
        self.requests.fetch_add(1, Ordering::SeqCst);
    }

    fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }

    fn failed(&self) -> usize {
        self.failed.load(Ordering::SeqCst)
    }
}

/// A statement that Diesel prepares by name, and keeps, and one with another name.
fn ask(connection: &mut PgConnection) -> QueryResult<()> {
    let number: i32 =
        diesel::select(AsExpression::<Integer>::as_expression(1)).get_result(connection)?;
    let text: String =
        diesel::select(AsExpression::<Text>::as_expression("x")).get_result(connection)?;
    assert_eq!((number, text.as_str()), (1, "x"));
    Ok(())
}

impl Drill {
    fn start() -> Self {
        let server = Server::builder().ignore_database_url().start().unwrap();
        let url = server.url("postgres");
        let host = Host::builder(&url)
            .pool(|pool| pool.max_size(CONNECTIONS))
            .register(Auth)
            .register(Other)
            .migrate()
            .unwrap()
            .init()
            .unwrap();
        let manager = ConnectionManager::new(url);
        let theirs = Pool::builder().max_size(CONNECTIONS).build(manager);
        Self {
            host,
            theirs: theirs.unwrap(),
            server,
        }
    }

    fn ours(&self, number: usize) -> Result<(), Box<dyn std::error::Error>> {
        // Two plugins in turns, so that both pools are tried.
        if number.is_multiple_of(2) {
            self.of_auth()?;
        } else {
            ask(raw_connection(&mut self.host.connect::<Other>()?)?)?;
        }
        Ok(())
    }

    fn of_auth(&self) -> Result<(), Box<dyn std::error::Error>> {
        ask(raw_connection(&mut self.host.connect::<Auth>()?)?)?;
        Ok(())
    }

    /// Opens as many connections on both sides as there may be.
    fn open_all(&self) {
        let ours = [(); CONNECTIONS as usize].map(|()| self.host.connect::<Auth>().unwrap());
        drop(ours);
        let theirs = [(); CONNECTIONS as usize].map(|()| self.theirs.get().unwrap());
        drop(theirs);
    }

    fn theirs(&self) -> Result<(), Box<dyn std::error::Error>> {
        Ok(ask(&mut *self.theirs.get()?)?)
    }

    /// Ends all backends but its own, and waits until they are gone.
    ///
    /// A backend says that it ends, then leaves `pg_stat_activity`, and closes its connection
    /// with the end of its process.
    fn kill_backends(&self) {
        let killed = Admin::at(&self.server.url("postgres")).texts(
            "SELECT pid FROM (SELECT pid, pg_terminate_backend(pid) FROM pg_stat_activity \
             WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() OFFSET 0) killed",
        );
        wait_until("all killed backends are gone", || {
            let mut processes = killed.iter().map(|pid| Path::new("/proc").join(pid));
            !processes.any(|process| process.exists())
        });
    }

    fn outage(&self, number: usize) {
        match number % 3 {
            0 => self.kill_backends(),
            1 => self.server.restart().unwrap(),
            _ => {
                self.server.kill_hard().unwrap();
                self.server.restart().unwrap();
            }
        }
    }
}

#[test]
fn an_outage_between_requests_fails_none() {
    let drill = Drill::start();
    let (ours, theirs) = (Count::default(), Count::default());
    let turn = Barrier::new(WORKERS + 1);
    let outages = 6;
    thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                for _ in 0..=outages {
                    for number in 0..10 {
                        ours.add(drill.ours(number));
                        theirs.add(drill.theirs());
                    }
                    turn.wait();
                    turn.wait();
                }
            });
        }
        for number in 0..=outages {
            turn.wait();
            drill.outage(number);
            turn.wait();
        }
    });
    assert_eq!(ours.requests(), WORKERS * 10 * (outages + 1));
    assert_eq!(theirs.failed(), 0, "{theirs:?}");
    assert_eq!(ours.failed(), 0, "{ours:?}");
}

#[test]
fn a_connection_that_is_held_over_an_outage_fails_once() {
    let drill = Drill::start();
    for number in 0..6 {
        let (ours, theirs) = (Count::default(), Count::default());
        let mut held = drill.host.connect::<Auth>().unwrap();
        let mut other = drill.host.connect::<Other>().unwrap();
        let their_held: Mutex<PooledConnection<_>> = Mutex::new(drill.theirs.get().unwrap());
        ask(raw_connection(&mut held).unwrap()).unwrap();
        ask(raw_connection(&mut other).unwrap()).unwrap();
        ask(&mut their_held.lock().unwrap()).unwrap();
        drill.outage(number);
        ours.add(raw_connection(&mut held).and_then(ask));
        theirs.add(ask(&mut their_held.lock().unwrap()));
        // Dropped without a query, which would have told.
        drop((held, other, their_held));
        for number in 0..10 {
            ours.add(drill.ours(number));
            theirs.add(drill.theirs());
        }
        assert_eq!(theirs.failed(), 1, "{theirs:?}");
        assert_eq!(ours.failed(), 1, "{ours:?}");
    }
}

/// Ends backends under load, many times, since a single outage shows little: whether a request
/// is under way on one side or the other is chance.
#[test]
fn an_outage_under_load_fails_no_more_than_with_diesels_own_pool() {
    let drill = Drill::start();
    let (ours, theirs) = (Count::default(), Count::default());
    let ends = AtomicBool::new(false);
    thread::scope(|scope| {
        for worker in 0..WORKERS {
            let (drill, ours, theirs, ends) = (&drill, &ours, &theirs, &ends);
            scope.spawn(move || {
                let mut number = worker;
                while !ends.load(Ordering::SeqCst) {
                    // In turns, so that neither is always the one after the other's failure.
                    if number.is_multiple_of(2) {
                        ours.add(drill.of_auth());
                        theirs.add(drill.theirs());
                    } else {
                        theirs.add(drill.theirs());
                        ours.add(drill.of_auth());
                    }
                    number += 1;
                }
            });
        }
        let go_on = || {
            let (before, wanted) = (ours.requests(), 10 * WORKERS);
            wait_until("requests go on", || ours.requests() >= before + wanted);
        };
        for number in 0..OUTAGES_UNDER_LOAD {
            drill.open_all();
            go_on();
            match number % 30 {
                10 => drill.outage(1),
                20 => drill.outage(2),
                _ => drill.kill_backends(),
            }
        }
        go_on();
        ends.store(true, Ordering::SeqCst);
    });
    println!("ours: {ours:?}\ntheirs: {theirs:?}");
    assert!(theirs.failed() > 0, "the outages hit nothing: {theirs:?}");
    // If each failure is ours or theirs with equal chance, the difference has this standard
    // deviation; four of them are passed once in 30,000 runs.
    let chance = 4.0 * f64::from(u32::try_from(ours.failed() + theirs.failed()).unwrap()).sqrt();
    let difference = ours.failed().saturating_sub(theirs.failed());
    assert!(
        f64::from(u32::try_from(difference).unwrap()) <= chance,
        "{ours:?}, {theirs:?}"
    );
}
