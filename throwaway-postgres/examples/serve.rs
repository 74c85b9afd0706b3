//! Starts a server, prints its address, and stops it when standard input ends.
//!
//! `cargo run -p throwaway-postgres --example serve`, then Ctrl-D.

use std::error::Error;
use std::io::{self, Write};

use throwaway_postgres::Server;

fn main() -> Result<(), Box<dyn Error>> {
    let server = Server::start()?;
    writeln!(io::stdout(), "{}", server.url("postgres"))?;
    io::copy(&mut io::stdin(), &mut io::sink())?;
    Ok(())
}
