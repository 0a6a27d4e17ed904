//! One runtime for all blocking calls of the process.

use std::future::pending;
use std::io::{self, Read};
use std::sync::LazyLock;
use std::thread;

use tokio::io::AsyncReadExt;
use tokio::runtime::{Builder, Handle};

use crate::{ByteStream, Call, Error, ErrorKind, Output, Reply};

static RUNTIME: LazyLock<io::Result<Handle>> = LazyLock::new(start);

fn start() -> io::Result<Handle> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let handle = runtime.handle().clone();
    let thread = thread::Builder::new().name("tencentcloud".to_owned());
    thread.spawn(move || runtime.block_on(pending::<()>()))?;
    Ok(handle)
}

/// Waits for `work`. Refuses to block a thread that runs async code, which would stall everything else on that thread.
pub(super) fn wait_for<F: Future>(work: F) -> io::Result<F::Output> {
    if Handle::try_current().is_ok() {
        return Err(io::Error::other("cannot block within a tokio runtime; await the call instead"));
    }
    match &*RUNTIME {
        Ok(runtime) => Ok(runtime.block_on(work)),
        Err(error) => Err(io::Error::new(error.kind(), format!("cannot start a runtime: {error}"))),
    }
}

impl<T: Output> Call<T> {
    /// Sends the call and waits for the answer, for programs without an async runtime. Requires the feature `blocking`.
    ///
    /// Any number of threads may make blocking calls at once. Within a tokio runtime, which includes `spawn_blocking`,
    /// this is an error: await the call, or pass it to `Handle::block_on`.
    ///
    /// ```no_run
    /// # use tencentcloud_runtime::{ByteStream, Call};
    /// # fn example(call: Call<ByteStream>) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut image = call.send_blocking()?;
    /// std::io::copy(&mut image, &mut std::fs::File::create("lake.png")?)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Fails if the call fails, and within a tokio runtime.
    pub fn send_blocking(self) -> Result<Reply<T>, Error> {
        wait_for(self.into_future()).map_err(cannot_wait)?
    }
}

/// Converts the error of [`wait_for`].
pub(super) fn cannot_wait(error: io::Error) -> Error {
    Error::new(ErrorKind::InvalidInput, error.to_string())
}

/// Waits for bytes. Fails within a tokio runtime. Requires the feature `blocking`.
impl Read for ByteStream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        wait_for(AsyncReadExt::read(self, buffer))?
    }
}

/// Waits for bytes. Fails within a tokio runtime. Requires the feature `blocking`.
impl Read for Reply<ByteStream> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        Read::read(&mut **self, buffer)
    }
}
