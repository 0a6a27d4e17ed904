//! The program: reads the arguments, runs, prints the report.

use std::io::{self, Write, stdout};
use std::process::ExitCode;

use anyhow::Context;
use clap::Parser;
use upload_folder::{Args, Plan, Progress, Stop, run};

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    let args = Args::parse();
    let bucket = args.bucket().context("the client cannot be built")?;
    let plan = Plan::scan(&args.folder, &args.prefix).context("the folder cannot be read")?;
    let (progress, stop) = (Progress::stderr(), Stop::new());
    stop_at_interrupts(&stop, &progress).context("Ctrl-C cannot be handled")?;
    let report = run(&bucket, plan, &args.options(), &stop, &progress).await;
    write!(stdout().lock(), "{report}").context("the report cannot be written")?;
    Ok(ExitCode::from(report.exit_code()))
}

/// The first Ctrl-C lets uploads in progress finish, the second cuts them off.
fn stop_at_interrupts(stop: &Stop, progress: &Progress) -> io::Result<()> {
    // One listener for both: two calls of `tokio::signal::ctrl_c` would miss a Ctrl-C between them.
    #[cfg(unix)]
    let mut interrupts = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::interrupt())?;
    #[cfg(windows)]
    let mut interrupts = tokio::signal::windows::ctrl_c()?;
    let (stop, progress) = (stop.clone(), progress.clone());
    tokio::spawn(async move {
        interrupts.recv().await;
        stop.request();
        progress.say("finishing uploads in progress; press Ctrl-C again to cut them off");
        interrupts.recv().await;
        stop.abort();
    });
    Ok(())
}
