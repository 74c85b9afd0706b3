//! `Server`: the server's public API.

use std::env;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::account::Account;
use crate::base::{Base, ServerDirectory};
use crate::binaries::Binaries;
use crate::builder::Builder;
use crate::configuration;
use crate::error::{Context, StartError, StopError};
use crate::postmaster::{Postmaster, Shutdown, log_tail};
use crate::template;
use crate::url;
use crate::watchdog::Watchdog;

/// A PostgreSQL server: one that this process starts, or the one that `DATABASE_URL` names.
///
/// When a started server is dropped, it is stopped and its data is removed. The same happens when
/// the process ends in any other way.
///
/// ```no_run
/// # fn main() -> Result<(), throwaway_postgres::StartError> {
/// let server = throwaway_postgres::Server::start()?;
/// println!("psql {}", server.url("postgres"));
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Server(Kind);

#[derive(Debug)]
enum Kind {
    External(String),
    Own(Box<Own>),
}

#[derive(Debug)]
struct Own {
    account: Account,
    binaries: Binaries,
    superuser: String,
    // Dropped in this order: the server stops, then the watchdog removes the
    // directory, then the lock that marks its owner is released.
    running: Mutex<Running>,
    directory: ServerDirectory,
}

#[derive(Debug)]
struct Running {
    postmaster: Option<Postmaster>,
    watchdog: Watchdog,
}

impl Server {
    /// Starts a server with the usual settings and waits until it takes
    /// connections.
    ///
    /// # Errors
    ///
    /// If no programs of a server are installed; if the process runs as root and
    /// there is no account to run the server as; if the temporary directory
    /// has too long a path, belongs to somebody else or is full; if `initdb`
    /// fails; or if the server ends, or takes more than a minute, before it is
    /// ready.
    pub fn start() -> Result<Self, StartError> {
        Self::builder().start()
    }

    /// Returns the process's own server, which the first call starts.
    ///
    /// It runs until the process ends.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), throwaway_postgres::StartError> {
    /// let url = throwaway_postgres::Server::shared()?.url("postgres");
    /// # let _ = url;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Server::start`]. The next call tries again.
    pub fn shared() -> Result<&'static Self, StartError> {
        static SHARED: Mutex<Option<&'static Server>> = Mutex::new(None);
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(server) = *shared {
            return Ok(server);
        }
        let server: &'static Self = Box::leak(Box::new(Self::start()?));
        *shared = Some(server);
        Ok(server)
    }

    /// Returns a builder, for a server with other than the usual settings.
    pub fn builder() -> Builder {
        Builder::new()
    }

    pub(crate) fn start_with(builder: &Builder) -> Result<Self, StartError> {
        let external = env::var("DATABASE_URL")
            .ok()
            .filter(|url| !url.is_empty() && !builder.ignore_database_url);
        match external {
            Some(url) => Ok(Self(Kind::External(url))),
            None => Own::start(builder).map(|own| Self(Kind::Own(Box::new(own)))),
        }
    }

    /// Returns the address of a database, which need not exist yet.
    ///
    /// Everything built on libpq takes it: Diesel's `PgConnection::establish`,
    /// `psql`. For the server that `DATABASE_URL` names, it is that address
    /// with the database's name replaced.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        match &self.0 {
            Kind::External(url) => url::with_database(url, database),
            Kind::Own(own) => url::of_socket(&own.directory.path, &own.superuser, database),
        }
    }

    /// Returns the directory with the server's socket; none for the server
    /// that `DATABASE_URL` names.
    #[must_use]
    pub fn socket_dir(&self) -> Option<&Path> {
        self.own().map(|own| own.directory.path.as_path())
    }

    /// Returns the server's version, such as `17.5`; none for the server that
    /// `DATABASE_URL` names, which only a connection can tell.
    #[must_use]
    pub fn version(&self) -> Option<&str> {
        self.own().map(|own| own.binaries.version.as_str())
    }

    /// Returns the end of the server's log; nothing for the server that
    /// `DATABASE_URL` names.
    #[must_use]
    pub fn log(&self) -> String {
        self.own()
            .map(|own| log_tail(&own.directory.path))
            .unwrap_or_default()
    }

    /// Stops the server in an orderly way and waits until it is gone.
    ///
    /// Connections are closed, what they were doing is rolled back, and the
    /// data stays for [`Server::restart`]. A server that does not run is fine.
    ///
    /// # Errors
    ///
    /// If the server is the one in `DATABASE_URL`; if it cannot be signalled;
    /// or if it still runs after half a minute.
    pub fn stop(&self) -> Result<(), StopError> {
        self.shut_down(Shutdown::Fast)
    }

    /// Stops the server as a crash would and waits until it is gone.
    ///
    /// Connections break, nothing is written, and [`Server::restart`] has to
    /// recover what was committed.
    ///
    /// # Errors
    ///
    /// As [`Server::stop`].
    pub fn kill_hard(&self) -> Result<(), StopError> {
        self.shut_down(Shutdown::Immediate)
    }

    /// Stops the server if it runs, starts it on the same data and address,
    /// and waits until it takes connections.
    ///
    /// # Errors
    ///
    /// As [`Server::stop`], and as [`Server::start`] for what starts it.
    pub fn restart(&self) -> Result<(), StartError> {
        let own = self.own().ok_or(StopError::NotOurs)?;
        let mut running = own.running();
        running.stop(Shutdown::Fast)?;
        own.start_postmaster(&mut running)
    }

    fn own(&self) -> Option<&Own> {
        match &self.0 {
            Kind::External(_) => None,
            Kind::Own(own) => Some(own),
        }
    }

    fn shut_down(&self, shutdown: Shutdown) -> Result<(), StopError> {
        match self.own() {
            Some(own) => own.running().stop(shutdown),
            None => Err(StopError::NotOurs),
        }
    }
}

impl Own {
    fn start(builder: &Builder) -> Result<Self, StartError> {
        let binaries = Binaries::find()?;
        let base = Base::open(Account::find()?)?;
        let (template, watchdog, directory) = {
            let lock = base.lock()?;
            base.sweep(&lock);
            let template = template::prepare(&base, &lock, &binaries, &builder.superuser)?;
            let path = base.free_path(&lock);
            // Before there is something that it would have to remove.
            let watchdog = Watchdog::start(&base, &path)?;
            (template, watchdog, base.create_server(&lock, path)?)
        };
        let own = Self {
            account: base.account.clone(),
            binaries,
            superuser: builder.superuser.clone(),
            running: Mutex::new(Running {
                postmaster: None,
                watchdog,
            }),
            directory,
        };
        template::copy(&base, &template, &own.data())?;
        own.configure(builder)?;
        own.start_postmaster(&mut own.running())?;
        Ok(own)
    }

    fn data(&self) -> PathBuf {
        self.directory.path.join("data")
    }

    fn configure(&self, builder: &Builder) -> Result<(), StartError> {
        let text = configuration::text(
            &self.directory.path,
            builder.max_connections,
            &builder.settings,
        )?;
        let path = self.data().join("postgresql.conf");
        OpenOptions::new()
            .append(true)
            .open(&path)
            .and_then(|mut file| file.write_all(text.as_bytes()))
            .context("write", &path)
    }

    fn running(&self) -> MutexGuard<'_, Running> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn start_postmaster(&self, running: &mut Running) -> Result<(), StartError> {
        let started = Postmaster::start(
            &self.account,
            &self.binaries,
            &self.directory.path,
            &mut running.watchdog,
        )?;
        running.postmaster = Some(started);
        Ok(())
    }
}

impl Running {
    fn stop(&mut self, shutdown: Shutdown) -> Result<(), StopError> {
        if let Some(postmaster) = &mut self.postmaster {
            postmaster.stop(shutdown)?;
            self.postmaster = None;
            // A watchdog that is gone has nothing to do either.
            let _ = self.watchdog.guard(None);
        }
        Ok(())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // What does not stop is left to the watchdog, which is dropped next
        // and has a last resort.
        let _ = self.stop(Shutdown::Immediate);
    }
}
