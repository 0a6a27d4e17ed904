//! The gallery at the command line:
//!
//! ```text
//! cargo run --package application -- moderate upload-1 cat.jpg
//! cargo run --package application -- cover "a lighthouse in the rain"
//! cargo run --package application -- enhance folder/cat.jpg cat.png
//! ```
//!
//! `GALLERY_BUCKET` and `GALLERY_REGION` say where the photographs are; the key is found where the client looks for it.

use std::env;
use std::error::Error;

use application::Gallery;
use tencentcloud_image::Client;
use tokio::fs::{File, read};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let gallery = Gallery::new(Client::from_env()?, &env::var("GALLERY_BUCKET")?, &env::var("GALLERY_REGION")?);
    match arguments[..] {
        ["moderate", id, file] => println!("{:?}", gallery.moderate(id, read(file).await?).await?),
        ["cover", description] => println!("{}", gallery.cover(description).await?),
        ["enhance", key, file] => {
            println!("{} bytes", gallery.enhance(key, &mut File::create(file).await?).await?);
        }
        _ => return Err("what? moderate ID FILE, cover DESCRIPTION, or enhance KEY FILE".into()),
    }
    Ok(())
}
