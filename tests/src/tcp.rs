//! A throw-away server that listens on TCP, for what a Unix socket does not have.

use std::net::TcpListener;

use schema_iso_host::testing::Server;

/// A server on a free port of this machine.
#[derive(Debug)]
pub struct TcpServer {
    server: Server,
    port: u16,
}

impl TcpServer {
    /// Starts one.
    #[must_use]
    pub fn start() -> Self {
        let free = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let builder = Server::builder().ignore_database_url();
        let builder = builder.setting("listen_addresses", "127.0.0.1");
        let server = builder.setting("port", port.to_string()).start().unwrap();
        Self { server, port }
    }

    /// The address over TCP, with further parameters of libpq.
    #[must_use]
    pub fn url(&self, parameters: &str) -> String {
        let port = self.port;
        format!("postgres://postgres@localhost:{port}/postgres?hostaddr=127.0.0.1{parameters}")
    }

    /// The port.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// The address of the socket.
    #[must_use]
    pub fn socket_url(&self) -> String {
        let port = format!("port={}", self.port);
        self.server.url("postgres").replace("port=5432", &port)
    }

    /// The server.
    #[must_use]
    pub fn server(&self) -> &Server {
        &self.server
    }
}
