//! The lock of a folder of schemas: reads and writes it.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context, Error, Result};
use codegen_upstream::lock::{FILE, Lock};

/// Reads the lock in a folder of schemas. Without a file it is empty.
pub fn lock(schemas: &Path) -> Result<Lock> {
    let path = schemas.join(FILE);
    let context = || format!("cannot read {}", path.display());
    match fs::read_to_string(&path) {
        Ok(text) => Lock::parse(&text).map_err(Error::msg).with_context(context),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Lock::default()),
        Err(error) => Err(error).with_context(context),
    }
}

/// Writes the lock, unless it is empty and there is none.
pub fn write_lock(lock: &Lock, schemas: &Path) -> Result<()> {
    let path = schemas.join(FILE);
    if *lock == Lock::default() && !path.exists() {
        return Ok(());
    }
    fs::write(&path, lock.text()).with_context(|| format!("cannot write {}", path.display()))
}
