//! Processes orders, one after the other: the service runs one job at a time unless more are paid for.

use std::io;

use tencentcloud_image::runtime::Transport;
use tencentcloud_image::{Bucket, Client};
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use crate::{Options, Order, Orders, State, StepError, download, job, storage};

/// Processes the orders in a folder.
pub struct Worker {
    client: Client,
    bucket: Bucket,
    downloads: Box<dyn Transport>,
    orders: Orders,
    options: Options,
}

/// Why the worker cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum WorkerError {
    /// Another worker has the folder open.
    #[error("another worker has the folder open")]
    Locked,
    /// The folder cannot be read or written.
    #[error("the orders cannot be read or written")]
    Orders(#[source] io::Error),
    /// The credentials are not valid or do not permit a call: every order would fail.
    #[error("the credentials are not accepted")]
    Credentials(#[source] StepError),
}

impl Worker {
    /// Creates a worker that calls the cloud with `client` and downloads pictures over `downloads`.
    ///
    /// # Errors
    ///
    /// Fails if the folder of orders does not exist, or another worker has it open.
    pub fn new(client: Client, downloads: impl Transport, options: Options) -> Result<Self, WorkerError> {
        let orders = Orders::open(&options.orders)?;
        let bucket = client.bucket(&options.bucket, &options.bucket_region);
        Ok(Self { client, bucket, downloads: Box::new(downloads), orders, options })
    }

    /// Processes orders until `stop` is cancelled or, with the option `once`, until every order was processed once.
    ///
    /// # Errors
    ///
    /// Fails if the folder or the credentials cannot be used. The order in progress keeps its state.
    pub async fn run(&self, stop: &CancellationToken) -> Result<(), WorkerError> {
        while !stop.is_cancelled() {
            for name in self.orders.names()? {
                self.process(&name, stop).await?;
            }
            if self.options.once {
                break;
            }
            let _ = stop.run_until_cancelled(sleep(self.options.interval)).await;
        }
        Ok(())
    }

    /// Takes an order as far as possible. After a temporary failure the order waits for the next round.
    async fn process(&self, name: &str, stop: &CancellationToken) -> Result<(), WorkerError> {
        let Some(mut order) = self.orders.read(name)? else { return Ok(()) };
        while !order.state.is_final() && !stop.is_cancelled() {
            let before = order.state.clone();
            if before == State::New {
                self.orders.write(name, &Order { state: State::Submitting, ..order.clone() })?;
            }
            let result = self.step(name, &order, stop).await;
            order.state = result.as_ref().map_or_else(|error| error.state_after(&before), State::clone);
            self.orders.write(name, &order)?;
            match result {
                Ok(_) => tracing::info!(order = name, state = ?order.state, "step done"),
                Err(error) => {
                    tracing::warn!(order = name, state = ?order.state, %error, "step failed");
                    if error.is_about_credentials() {
                        return Err(WorkerError::Credentials(error));
                    }
                }
            }
            if order.state == before {
                break;
            }
        }
        Ok(())
    }

    /// Takes an order one step further and returns its new state.
    async fn step(&self, name: &str, order: &Order, stop: &CancellationToken) -> Result<State, StepError> {
        match &order.state {
            // A stop does not cut this off: without the response, the id of the job would be lost.
            State::New => Ok(State::Submitted { job: job::submit(&self.client, order).await? }),
            State::Submitting => {
                Ok(State::Failed { reason: "interrupted while submitting: a job may exist".to_owned() })
            }
            State::Submitted { job } => match stop.run_until_cancelled(self.collect(name, job)).await {
                Some(keys) => Ok(State::Done { keys: keys? }),
                None => Ok(order.state.clone()),
            },
            State::Done { .. } | State::Failed { .. } => Ok(order.state.clone()),
        }
    }

    /// Waits for a job and stores its pictures. May be dropped and repeated at any point: the keys stay the same.
    async fn collect(&self, name: &str, job: &str) -> Result<Vec<String>, StepError> {
        let addresses = job::wait(&self.client, job, self.options.job_timeout).await?;
        let mut keys = Vec::new();
        for (index, address) in addresses.iter().enumerate() {
            let picture = download::fetch(&*self.downloads, address).await?;
            let name = format!("{}{name}-{}", self.options.prefix, index + 1);
            keys.push(storage::store(&self.bucket, &name, picture).await?);
        }
        Ok(keys)
    }
}

impl From<io::Error> for WorkerError {
    fn from(error: io::Error) -> Self {
        // How `File::try_lock` reports a lock that another process holds.
        if error.kind() == io::ErrorKind::WouldBlock { Self::Locked } else { Self::Orders(error) }
    }
}
