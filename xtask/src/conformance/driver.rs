//! A program that sends with one SDK. It is asked in lines of JSON and answers each with a line.

use std::fmt;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

/// No call needs long here; an SDK that waits for something must not stop the check.
const PATIENCE: Duration = Duration::from_secs(60);

/// What became of a call, as the SDK sees it.
#[derive(Debug, Default, Deserialize)]
pub struct Reply {
    /// What it was sent through.
    #[serde(default)]
    pub through: String,
    /// The answer, as the SDK read it.
    pub answer: Option<Value>,
    /// The error of the service, as the SDK read it.
    pub error: Option<Said>,
    /// What broke in the SDK or the driver.
    pub failed: Option<String>,
}

impl fmt::Display for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.failed, &self.error, &self.answer) {
            (Some(problem), ..) => f.write_str(problem),
            (_, Some(said), _) => write!(f, "the error {}", said.code.as_deref().unwrap_or_default()),
            (.., Some(answer)) => write!(f, "the answer {answer}"),
            (None, None, None) => f.write_str("nothing"),
        }
    }
}

/// An error of the service.
#[derive(Debug, Default, Deserialize)]
pub struct Said {
    /// Its code.
    pub code: Option<String>,
    /// Its message.
    pub message: Option<String>,
    /// The request's id.
    pub request_id: Option<String>,
}

/// What a driver drives.
#[derive(Clone, Debug, Deserialize)]
pub struct Sdk {
    /// The SDK's name.
    #[serde(rename = "sdk")]
    pub name: String,
    /// Its version.
    pub version: String,
}

/// A running driver.
pub struct Driver {
    /// What it drives.
    pub sdk: Sdk,
    _child: Child,
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
}

impl Driver {
    /// Starts a driver with its settings.
    pub async fn start(mut command: Command, settings: &Value) -> Result<Self> {
        let started = command.stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true).spawn();
        let mut child = started.with_context(|| format!("{:?} cannot be started", command.as_std().get_program()))?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let (Some(input), Some(output)) = (input, output) else { bail!("the driver has no pipes") };
        let output = BufReader::new(output).lines();
        let sdk = Sdk { name: String::new(), version: String::new() };
        let mut driver = Self { sdk, _child: child, input, output };
        driver.sdk = serde_json::from_value(driver.ask(settings).await?)?;
        Ok(driver)
    }

    /// Makes one call.
    pub async fn call(&mut self, asked: &Value) -> Result<Reply> {
        Ok(serde_json::from_value(self.ask(asked).await?)?)
    }

    async fn ask(&mut self, line: &Value) -> Result<Value> {
        self.input.write_all(format!("{line}\n").as_bytes()).await?;
        self.input.flush().await?;
        let answer = tokio::time::timeout(PATIENCE, self.output.next_line()).await;
        let answer = answer.with_context(|| format!("{}: no answer to {line}", self.sdk.name))??;
        let answer = answer.with_context(|| format!("{}: the driver ended at {line}", self.sdk.name))?;
        serde_json::from_str(&answer).with_context(|| format!("{}: no JSON: {answer}", self.sdk.name))
    }
}
