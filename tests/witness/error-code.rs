// Error codes.

// == error-code-added
Stay::new().keep("a").send(bucket).await.map(|_| true)

// == error-code-removed
let code = error_codes::UNSEEN;
Stay::new().keep("a").send(bucket).await.map(|_| code.as_str() == "Unseen")

// == error-code-respelled
let code = error_codes::NO_SUCH;
Stay::new().keep("a").send(bucket).await.map(|_| code.as_str() == "NoSuch")

// == error-code-renamed
let code = error_codes::UNSEEN;
Stay::new().keep("a").send(bucket).await.map(|_| code.as_str() == "Unseen")
