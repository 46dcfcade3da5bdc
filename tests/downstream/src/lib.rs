//! A crate that generates its API clients in its build script and commits none of it.

/// Turso, client and server.
pub mod turso {
    include!(concat!(env!("OUT_DIR"), "/turso.rs"));
}

/// Frontier, client only.
pub mod frontier {
    include!(concat!(env!("OUT_DIR"), "/frontier.rs"));
}

/// The addresses of everyone who is invited to an organization.
///
/// # Errors
///
/// If the API cannot be asked.
pub async fn invited(
    client: &turso::client::Client,
    organization: &str,
) -> Result<Vec<String>, turso::client::Error<std::convert::Infallible>> {
    let page = client.list_organization_invites_v2(organization).await?;
    Ok(page
        .invites
        .unwrap_or_default()
        .into_iter()
        .filter_map(|invite| invite.email)
        .collect())
}
