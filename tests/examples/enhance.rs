//! Enhances an image of a bucket, and writes the result to a file while it comes in:
//!
//! ```text
//! cargo run -p tests --example enhance -- examplebucket-1250000000 ap-chengdu folder/cat.jpg cat.png
//! ```
//!
//! The environment holds the key: `TENCENTCLOUD_SECRET_ID`, `TENCENTCLOUD_SECRET_KEY`, and for a temporary one
//! `TENCENTCLOUD_TOKEN`.

use std::error::Error;
use std::path::Path;

use tencentcloud_image::{Bucket, Client, ci};
use tokio::fs::File;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let [bucket, region, key, file] = &arguments[..] else {
        return Err("what? Give a bucket, its region, the key of an image, and a file".into());
    };
    let bucket = Client::from_env()?.bucket(bucket, region);
    println!("{} bytes", run(&bucket, key, Path::new(file)).await?);
    Ok(())
}

/// Writes the enhanced image to `path`, and returns how many bytes it has.
pub async fn run(bucket: &Bucket, key: &str, path: &Path) -> Result<u64, Box<dyn Error>> {
    let mut image = ci::AIEnhanceImage::new(key).denoise(3).sharpen(2).send(bucket).await?;
    let mut file = File::create(path).await?;
    Ok(tokio::io::copy(&mut image, &mut file).await?)
}
