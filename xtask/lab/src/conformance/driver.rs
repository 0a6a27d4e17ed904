//! Drives a program that sends calls with one SDK. Requests to the program and its replies are lines of JSON.

use std::fmt;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::time::timeout;

/// An SDK that hangs must not block the check.
const TIMEOUT: Duration = Duration::from_secs(60);

/// The outcome of a call in the SDK.
#[derive(Debug, Default, Deserialize)]
pub struct Reply {
    /// The method that sent the call.
    #[serde(default)]
    pub through: String,
    /// The output that the SDK decoded.
    pub answer: Option<Value>,
    /// The service error that the SDK decoded.
    pub error: Option<ServiceError>,
    /// The failure of the SDK or the driver.
    pub failed: Option<String>,
}

impl fmt::Display for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.failed, &self.error, &self.answer) {
            (Some(problem), ..) => f.write_str(problem),
            (_, Some(error), _) => write!(f, "the error {}", error.code.as_deref().unwrap_or_default()),
            (.., Some(answer)) => write!(f, "the output {answer}"),
            (None, None, None) => f.write_str("nothing"),
        }
    }
}

/// An error of the service.
#[derive(Debug, Default, Deserialize)]
pub struct ServiceError {
    /// The code.
    pub code: Option<String>,
    /// The message.
    pub message: Option<String>,
    /// The request id.
    pub request_id: Option<String>,
}

/// The SDK of a driver.
#[derive(Clone, Debug, Deserialize)]
pub struct Sdk {
    /// The name.
    #[serde(rename = "sdk")]
    pub name: String,
    /// The version.
    pub version: String,
}

/// A running driver.
pub struct Driver {
    /// The driven SDK.
    pub sdk: Sdk,
    _child: Child,
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
}

impl Driver {
    /// Starts a driver and sends its settings.
    pub async fn start(mut command: Command, settings: &Value) -> Result<Self> {
        let started = command.stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true).spawn();
        let mut child = started.with_context(|| format!("cannot start {:?}", command.as_std().get_program()))?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let (Some(input), Some(output)) = (input, output) else { bail!("the driver has no pipes") };
        let output = BufReader::new(output).lines();
        let sdk = Sdk { name: String::new(), version: String::new() };
        let mut driver = Self { sdk, _child: child, input, output };
        driver.sdk = serde_json::from_value(driver.exchange(settings).await?)?;
        Ok(driver)
    }

    /// Sends one call.
    pub async fn call(&mut self, request: &Value) -> Result<Reply> {
        Ok(serde_json::from_value(self.exchange(request).await?)?)
    }

    async fn exchange(&mut self, line: &Value) -> Result<Value> {
        self.input.write_all(format!("{line}\n").as_bytes()).await?;
        self.input.flush().await?;
        let reply = timeout(TIMEOUT, self.output.next_line()).await;
        let reply = reply.with_context(|| format!("{}: no reply to {line}", self.sdk.name))??;
        let reply = reply.with_context(|| format!("{}: the driver exited at {line}", self.sdk.name))?;
        serde_json::from_str(&reply).with_context(|| format!("{}: not JSON: {reply}", self.sdk.name))
    }
}
