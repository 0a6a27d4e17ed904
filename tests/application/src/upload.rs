//! What users upload.

use tencentcloud_image::ims;

use crate::{Gallery, Problem};

/// What becomes of an upload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Everybody may see it.
    Published,
    /// A person has to look at it, because of this.
    Queued(String),
    /// Nobody will see it, because of this.
    Rejected(String),
}

impl Gallery {
    /// Decides about an uploaded image. `id` is the application's own, to find the decision again in the console.
    ///
    /// # Errors
    ///
    /// Fails where the image is none, and where the service cannot be asked.
    pub async fn moderate(&self, id: &str, image: Vec<u8>) -> Result<Verdict, Problem> {
        let answer = ims::ImageModeration::new().data_id(id).file_content(image).send(&self.client).await?;
        let label = || answer.label.clone().unwrap_or_default();
        Ok(match answer.suggestion {
            Some(ims::Suggestion::Pass) => Verdict::Published,
            Some(ims::Suggestion::Block) => Verdict::Rejected(label()),
            // Services add values at any time: what is not known to be harmless is for a person to decide.
            _ => Verdict::Queued(label()),
        })
    }
}
