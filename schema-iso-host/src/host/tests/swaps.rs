//! ISO-15: a plugin that exchanges, keeps or drops connections, with safe code alone, ends
//! no transaction but its own, and reads nothing that is not its own.

use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;

use diesel::prelude::*;
use diesel::result::Error;
use schema_iso_query::connection::{SafeConnection, TransactionError};
use schema_iso_query::plugin::PluginPool;

use super::hostile::{Hostile, ISOLATIONS, Victim, host, insert, pid, shown, victims_rows};
use crate::host::HostTransactionError;
use crate::testing::TestDatabase;

type Conn = SafeConnection<Hostile>;

/// What the plugin has in its hands after the attack, beside its turn.
type Held = Vec<Conn>;

static KEPT: Mutex<Option<Conn>> = Mutex::new(None);

/// What can come of an attack.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Ends {
    /// The host's transaction is rolled back, and the host gets an error.
    Lost,
    /// The host does not notice, since nothing of its transaction was touched.
    Kept,
}
use Ends::{Kept, Lost};

type Attack = fn(&mut Conn, &PluginPool<Hostile>) -> Held;

fn own(pool: &PluginPool<Hostile>) -> Conn {
    pool.get().unwrap()
}

fn is(error: &Error, expected: TransactionError) -> bool {
    matches!(error, Error::QueryBuilderError(found)
        if found.downcast_ref::<TransactionError>() == Some(&expected))
}

/// A transaction whose closure exchanges the connection ends in this error.
#[track_caller]
fn exchanged(result: QueryResult<()>) {
    let error = result.unwrap_err();
    assert!(is(&error, TransactionError::Exchanged), "{error:?}");
}

const ATTACKS: &[(&str, Ends, Attack)] = &[
    ("swapped and rolled back", Lost, |turn, pool| {
        let mut mine = own(pool);
        let result = mine.transaction(|conn| {
            mem::swap(conn, turn);
            Err::<(), _>(Error::RollbackTransaction)
        });
        assert!(matches!(result, Err(Error::RollbackTransaction)));
        vec![mine]
    }),
    ("swapped and committed", Lost, |turn, pool| {
        let mut mine = own(pool);
        exchanged(mine.transaction(|conn| {
            mem::swap(conn, turn);
            Ok(())
        }));
        mem::swap(&mut mine, turn);
        vec![mine]
    }),
    ("swapped, used and swapped back", Kept, |turn, pool| {
        let mut mine = own(pool);
        mine.transaction(|conn| {
            mem::swap(conn, turn);
            insert(conn, "a")?;
            mem::swap(conn, turn);
            insert(conn, "b").map(drop)
        })
        .unwrap();
        vec![mine]
    }),
    (
        "a transaction of the other connection inside",
        Kept,
        |turn, pool| {
            let mut mine = own(pool);
            mem::swap(&mut mine, turn);
            let inner = mine.transaction(|conn| insert(conn, "a")).unwrap();
            assert_eq!(inner, 1);
            mem::swap(&mut mine, turn);
            vec![mine]
        },
    ),
    ("replaced", Lost, |turn, pool| {
        vec![mem::replace(turn, own(pool))]
    }),
    ("replaced and dropped", Lost, |turn, pool| {
        *turn = own(pool);
        vec![]
    }),
    ("kept in a static", Lost, |turn, pool| {
        *KEPT.lock().unwrap() = Some(mem::replace(turn, own(pool)));
        vec![]
    }),
    (
        "taken out of a static inside of a transaction",
        Lost,
        |turn, pool| {
            *KEPT.lock().unwrap() = Some(mem::replace(turn, own(pool)));
            let mut mine = own(pool);
            exchanged(mine.transaction(|conn| {
                *conn = KEPT.lock().unwrap().take().unwrap();
                Ok(())
            }));
            vec![mine]
        },
    ),
    ("swapped in a built transaction", Lost, |turn, pool| {
        let mut mine = own(pool);
        exchanged(mine.build_transaction().serializable().run(|conn| {
            mem::swap(conn, turn);
            Ok(())
        }));
        vec![mine]
    }),
    ("swapped in a test transaction", Lost, |turn, pool| {
        let mut mine = own(pool);
        let thrown = catch_unwind(AssertUnwindSafe(|| {
            mine.test_transaction(|conn| {
                mem::swap(conn, turn);
                Ok::<_, Error>(())
            });
        }));
        assert!(thrown.is_err());
        vec![mine]
    }),
    (
        "swapped for one with a test transaction",
        Lost,
        |turn, pool| {
            let mut mine = own(pool);
            mine.begin_test_transaction().unwrap();
            mem::swap(&mut mine, turn);
            vec![mine]
        },
    ),
    ("swapped in another thread", Lost, |turn, pool| {
        let mut mine = own(pool);
        std::thread::scope(|scope| {
            let thread = scope.spawn(|| {
                mine.transaction(|conn| {
                    mem::swap(conn, turn);
                    Ok::<_, Error>(())
                })
            });
            exchanged(thread.join().unwrap());
        });
        vec![mine]
    }),
    (
        "swapped before a panic that is caught",
        Lost,
        |turn, pool| {
            let mut mine = own(pool);
            let thrown = catch_unwind(AssertUnwindSafe(|| {
                mine.transaction(|conn| -> QueryResult<()> {
                    mem::swap(conn, turn);
                    panic!("for the test")
                })
            }));
            assert!(thrown.is_err());
            vec![mine]
        },
    ),
    (
        "swapped before a panic, and back after it",
        Kept,
        |turn, pool| {
            let mut mine = own(pool);
            let thrown = catch_unwind(AssertUnwindSafe(|| {
                mine.transaction(|conn| -> QueryResult<()> {
                    mem::swap(conn, turn);
                    panic!("for the test")
                })
            }));
            assert!(thrown.is_err());
            mem::swap(&mut mine, turn);
            vec![mine]
        },
    ),
    (
        "a panic that is caught inside of the turn",
        Lost,
        |turn, _| {
            let thrown = catch_unwind(AssertUnwindSafe(|| {
                turn.transaction(|_| -> QueryResult<()> { panic!("for the test") })
            }));
            assert!(thrown.is_err());
            vec![]
        },
    ),
    (
        "a panic that is caught inside of a savepoint",
        Lost,
        |turn, _| {
            let error = turn.transaction(|conn| {
                let thrown = catch_unwind(AssertUnwindSafe(|| {
                    conn.transaction(|_| -> QueryResult<()> { panic!("for the test") })
                }));
                assert!(thrown.is_err());
                Ok::<_, Error>(())
            });
            assert!(is(&error.unwrap_err(), TransactionError::LeftOpen));
            vec![]
        },
    ),
    ("swapped two transactions deep", Lost, |turn, pool| {
        let mut mine = own(pool);
        exchanged(turn.transaction(|turn| {
            exchanged(mine.transaction(|conn| {
                mem::swap(conn, turn);
                Ok(())
            }));
            Ok(())
        }));
        vec![mine]
    }),
    (
        "swapped two transactions deep, the other way round",
        Lost,
        |turn, pool| {
            let mut mine = own(pool);
            exchanged(mine.transaction(|conn| {
                exchanged(turn.transaction(|turn| {
                    mem::swap(conn, turn);
                    Ok(())
                }));
                Ok(())
            }));
            vec![mine]
        },
    ),
    (
        "swapped in a savepoint, and back outside of it",
        Lost,
        |turn, pool| {
            let mut mine = own(pool);
            exchanged(mine.transaction(|outer| {
                exchanged(outer.transaction(|inner| {
                    mem::swap(inner, turn);
                    Ok(())
                }));
                mem::swap(outer, turn);
                Ok(())
            }));
            vec![mine]
        },
    ),
    ("passed round among three", Lost, |turn, pool| {
        let (mut first, mut second) = (own(pool), own(pool));
        exchanged(first.transaction(|a| {
            exchanged(second.transaction(|b| {
                mem::swap(a, b);
                mem::swap(b, turn);
                Ok(())
            }));
            Ok(())
        }));
        vec![first, second]
    }),
    ("two of its own, not the host's", Kept, |_, pool| {
        let (mut first, mut second) = (own(pool), own(pool));
        exchanged(first.transaction(|conn| {
            mem::swap(conn, &mut second);
            Ok(())
        }));
        for conn in [&mut first, &mut second] {
            let closed = insert(conn, "lost").unwrap_err();
            assert!(is(&closed, TransactionError::Closed), "{closed:?}");
            let closed = conn.begin_test_transaction().unwrap_err();
            assert!(is(&closed, TransactionError::Closed), "{closed:?}");
        }
        vec![first, second]
    }),
    ("a test transaction inside of the turn", Kept, |turn, _| {
        let thrown = catch_unwind(AssertUnwindSafe(|| turn.begin_test_transaction()));
        assert!(thrown.is_err());
        vec![]
    }),
    ("a built transaction inside of the turn", Kept, |turn, _| {
        let result = turn.build_transaction().run(|_| Ok::<_, Error>(()));
        assert!(matches!(result, Err(Error::AlreadyInTransaction)));
        vec![]
    }),
    ("savepoints of its own", Kept, |turn, _| {
        let rolled_back: QueryResult<()> = turn.transaction(|conn| {
            insert(conn, "a")?;
            Err(Error::RollbackTransaction)
        });
        assert!(rolled_back.is_err());
        turn.test_transaction(|conn| insert(conn, "b"));
        turn.transaction(|conn| insert(conn, "c")).unwrap();
        vec![]
    }),
];

/// What a function of the plugin finds under a name without a schema, or that the
/// connection is closed.
fn peek(connection: &mut Conn) -> String {
    shown(connection, "plugin_host_hostile.peek()")
}

#[test]
fn a_transaction_is_ended_only_where_it_began() {
    let database = TestDatabase::create().unwrap();
    for isolation in ISOLATIONS {
        let host = host(&database, isolation, |builder| {
            builder.pool(|pool| pool.max_size(6))
        });
        let pool = host.pool::<Hostile>();
        for &(name, ends, attack) in ATTACKS {
            for gives_up in [true, false] {
                let name = format!("{isolation:?}: {name}");
                super::admin(&database, "TRUNCATE plugin_host_victim.t");
                let mut sessions = Vec::new();
                let mut held = Vec::new();
                let result = host.transaction(|unit| {
                    let mut victim = unit.scope::<Victim>()?;
                    sessions.push(pid(&mut victim));
                    insert(&mut victim, "secret").unwrap();
                    drop(victim);
                    let mut turn = unit.scope::<Hostile>()?;
                    held = attack(&mut turn, &pool);
                    let kept = KEPT.lock().unwrap().take();
                    held.extend(kept);
                    for connection in held.iter_mut().chain([&mut *turn]) {
                        let seen = peek(connection);
                        assert!(!seen.contains("secret"), "{name}: {seen}");
                    }
                    drop(turn);
                    if gives_up {
                        Err(HostTransactionError::LeftOpen)
                    } else {
                        Ok(())
                    }
                });
                assert_eq!(
                    result.is_ok(),
                    ends == Kept && !gives_up,
                    "{name}: {result:?}"
                );
                if ends == Lost && !gives_up {
                    let noticed = matches!(
                        result,
                        Err(HostTransactionError::Exchanged | HostTransactionError::LeftOpen)
                    );
                    assert!(noticed, "{name}: {result:?}");
                }
                // Whatever the plugin still holds, the host's work is not committed by it.
                let rows = if result.is_ok() { "1" } else { "0" };
                assert_eq!(victims_rows(&database), rows, "{name}");
                drop(held);
                assert_eq!(victims_rows(&database), rows, "{name}");
                let mut victim = host.connect::<Victim>().unwrap();
                if ends == Lost {
                    assert!(!sessions.contains(&pid(&mut victim)), "{name}");
                }
                let path = shown(&mut victim, "current_setting('search_path')");
                assert!(!path.contains("hostile"), "{name}: {path}");
                insert(&mut victim, "next").unwrap();
            }
        }
    }
}
