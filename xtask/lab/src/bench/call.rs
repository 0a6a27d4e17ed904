//! Measures calls: one without the network and over a connection, and many. An example of the runtime measures; this
//! module prints its results.

use std::process::Command;

use anyhow::{Context, Result, bail};

use xtask::paths;

/// Runs the runtime's measurements of a call and prints each with its ratio.
pub fn run() -> Result<()> {
    measure(&[])
}

/// Runs the runtime's measurements of many calls.
pub fn load() -> Result<()> {
    measure(&["--", "load"])
}

fn measure(arguments: &[&str]) -> Result<()> {
    let mut cargo = Command::new("cargo");
    cargo
        .args(["run", "--quiet", "--release", "--package", "tencentcloud-runtime", "--example", "measure"])
        .args(arguments);
    let output = cargo.current_dir(paths::root()).output().context("cannot start cargo")?;
    if !output.status.success() {
        bail!("the measurement failed:\n{}", String::from_utf8_lossy(&output.stderr));
    }
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        match line.split('\t').collect::<Vec<_>>()[..] {
            [name, micros, ratio, against] => println!("{name}: {micros} us, {ratio} of {against}"),
            _ => println!("{line}"),
        }
    }
    Ok(())
}
