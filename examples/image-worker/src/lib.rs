//! A worker that has pictures made and stores them in a bucket.
//!
//! Orders are files in a folder. Each file has its state, which is written before and after every step that is charged
//! or takes long, so that a worker that was stopped at any point loses no job and submits none a second time.

mod credentials;
mod download;
mod job;
mod order;
mod orders;
mod settings;
mod step;
mod storage;
mod worker;

pub use credentials::Role;
pub use download::DownloadError;
pub use job::JobError;
pub use order::{Order, State};
pub use orders::Orders;
pub use settings::{Options, Settings};
pub use step::StepError;
pub use worker::{Worker, WorkerError};
