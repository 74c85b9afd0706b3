//! A proxy that counts the round trips of its clients.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::TcpServer;

/// Stands between clients and a server, and counts how often the server says that it is ready for
/// the next query: once after each round trip, whatever a client calls a statement.
#[derive(Debug)]
pub struct TripCounter {
    port: u16,
    counts: Arc<Counts>,
}

#[derive(Debug, Default)]
struct Counts {
    connections: AtomicUsize,
    trips: AtomicUsize,
}

/// What was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trips {
    /// How many connections were opened.
    pub connections: usize,
    /// Round trips, without those of logging in.
    pub trips: usize,
}

impl TripCounter {
    /// Starts to count before a server.
    #[must_use]
    pub fn before(server: &TcpServer) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let counts = Arc::new(Counts::default());
        let (upstream, shared) = (server.port(), Arc::clone(&counts));
        thread::spawn(move || {
            for client in listener.incoming() {
                let (Ok(client), Ok(server)) =
                    (client, TcpStream::connect(("127.0.0.1", upstream)))
                else {
                    continue;
                };
                shared.connections.fetch_add(1, Ordering::SeqCst);
                pass_on(client, server, &shared);
            }
        });
        Self { port, counts }
    }

    /// The address for a database of the server.
    #[must_use]
    pub fn url(&self) -> String {
        let port = self.port;
        format!(
            "postgres://postgres@localhost:{port}/postgres?hostaddr=127.0.0.1&sslmode=disable\
             &gssencmode=disable"
        )
    }

    /// What was counted since the last call; the counts begin anew.
    pub fn take(&self) -> Trips {
        Trips {
            connections: self.counts.connections.swap(0, Ordering::SeqCst),
            trips: self.counts.trips.swap(0, Ordering::SeqCst),
        }
    }
}

fn pass_on(mut client: TcpStream, mut server: TcpStream, counts: &Arc<Counts>) {
    let (mut from_client, mut to_server) =
        (client.try_clone().unwrap(), server.try_clone().unwrap());
    thread::spawn(move || {
        let _ = io::copy(&mut from_client, &mut to_server);
        let _ = to_server.shutdown(Shutdown::Write);
    });
    let counts = Arc::clone(counts);
    thread::spawn(move || {
        let _ = count(&mut server, &mut client, &counts);
        let _ = client.shutdown(Shutdown::Both);
    });
}

/// Passes the server's messages on: a letter, a length that counts itself, and the rest.
fn count(server: &mut TcpStream, client: &mut TcpStream, counts: &Counts) -> io::Result<()> {
    let mut logged_in = false;
    loop {
        let mut head = [0; 5];
        server.read_exact(&mut head)?;
        let length = u32::from_be_bytes([head[1], head[2], head[3], head[4]]);
        let mut message = head.to_vec();
        message.resize(usize::try_from(length).unwrap() + 1, 0);
        server.read_exact(&mut message[5..])?;
        // The first time, it is the answer to logging in.
        if head[0] == b'Z' && std::mem::replace(&mut logged_in, true) {
            counts.trips.fetch_add(1, Ordering::SeqCst);
        }
        client.write_all(&message)?;
    }
}
