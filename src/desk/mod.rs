//! What people decided: configuration, sidecars, accepted findings. The only writer of workspace files.
