//! Verdicts in SQLite. Queries run on blocking threads, so that a slow disk does not stall the server.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, Type, ValueRef};
use rusqlite::{Connection, Error, OptionalExtension, Row, named_params, params};
use uuid::Uuid;

use crate::{Decision, Verdict};

/// The version of the database that this program reads and writes.
const VERSION: u32 = 1;

/// What changed the database from one version to the next. `user_version` counts the steps that were applied.
const MIGRATIONS: [&str; VERSION as usize] = ["
    CREATE TABLE verdicts (
        id TEXT PRIMARY KEY,
        decision TEXT NOT NULL,
        label TEXT,
        score INTEGER,
        request_id TEXT NOT NULL,
        decided_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX verdicts_by_decision ON verdicts (decision, id);
"];

/// Keeps verdicts. Clones share one connection.
#[derive(Clone, Debug)]
pub struct Store(Arc<Mutex<Connection>>);

/// Why a query of the store failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] rusqlite::Error),
    /// The query panicked, or the runtime is shutting down.
    #[error("the query did not finish")]
    Unfinished(#[from] tokio::task::JoinError),
    /// A newer version of this program wrote the file.
    #[error("the database has version {0}, this program supports only version {VERSION}")]
    TooNew(u32),
}

/// Which verdicts to list.
#[derive(Clone, Copy, Debug)]
pub struct Filter {
    /// Only verdicts with this decision.
    pub decision: Option<Decision>,
    /// Only verdicts older than this one.
    pub before: Option<Uuid>,
    /// At most this many verdicts.
    pub limit: u32,
}

impl Store {
    /// Opens the database, and creates or upgrades it if necessary.
    ///
    /// # Errors
    ///
    /// Fails if the file cannot be opened, is not a database, or comes from a newer version of this program.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let mut connection = Connection::open(path)?;
        // Readers do not block the writer, and a crash of the process loses nothing.
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        migrate(&mut connection)?;
        Ok(Self(Arc::new(Mutex::new(connection))))
    }

    /// Adds a verdict.
    ///
    /// # Errors
    ///
    /// Fails if the database does.
    pub async fn insert(&self, verdict: Verdict) -> Result<(), StoreError> {
        self.with(move |connection| {
            let mut statement = connection.prepare_cached("INSERT INTO verdicts VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
            let Verdict { id, decision, label, score, request_id, decided_at } = verdict;
            statement.execute(params![id.to_string(), decision, label, score, request_id, decided_at])?;
            Ok(())
        })
        .await
    }

    /// Returns the verdict with this id.
    ///
    /// # Errors
    ///
    /// Fails if the database does.
    pub async fn find(&self, id: Uuid) -> Result<Option<Verdict>, StoreError> {
        self.with(move |connection| {
            let mut statement = connection.prepare_cached("SELECT * FROM verdicts WHERE id = ?1")?;
            statement.query_row([id.to_string()], read).optional()
        })
        .await
    }

    /// Returns the newest verdicts first.
    ///
    /// # Errors
    ///
    /// Fails if the database does.
    pub async fn list(&self, filter: Filter) -> Result<Vec<Verdict>, StoreError> {
        self.with(move |connection| {
            let mut statement = connection.prepare_cached(
                "SELECT * FROM verdicts
                 WHERE (:decision IS NULL OR decision = :decision) AND (:before IS NULL OR id < :before)
                 ORDER BY id DESC LIMIT :limit",
            )?;
            let before = filter.before.map(|id| id.to_string());
            let values = named_params! { ":decision": filter.decision, ":before": before, ":limit": filter.limit };
            statement.query_map(values, read)?.collect()
        })
        .await
    }

    /// Checks that the database answers.
    ///
    /// # Errors
    ///
    /// Fails if it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.with(|connection| connection.query_row("SELECT 1", [], |_| Ok(()))).await
    }

    async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        let connection = Arc::clone(&self.0);
        // A panic leaves the connection usable: statements are atomic.
        let locked = move || work(&connection.lock().unwrap_or_else(PoisonError::into_inner));
        Ok(tokio::task::spawn_blocking(locked).await??)
    }
}

fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let transaction = connection.transaction()?;
    let version: u32 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let steps = MIGRATIONS.get(version as usize..).ok_or(StoreError::TooNew(version))?;
    for step in steps {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", VERSION)?;
    Ok(transaction.commit()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Verdict> {
    let id: String = row.get("id")?;
    Ok(Verdict {
        id: id.parse().map_err(|error: uuid::Error| Error::FromSqlConversionFailure(0, Type::Text, error.into()))?,
        decision: row.get("decision")?,
        label: row.get("label")?,
        score: row.get("score")?,
        request_id: row.get("request_id")?,
        decided_at: row.get("decided_at")?,
    })
}

impl ToSql for Decision {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.as_str().into())
    }
}

impl FromSql for Decision {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let name = value.as_str()?;
        Self::ALL.into_iter().find(|decision| decision.as_str() == name).ok_or(FromSqlError::InvalidType)
    }
}
