/**
 * The worker's TCP port: frames in, frames out, one port for clients and for other workers.
 *
 * <p>A {@link io.gantry.transport.Connection} cuts bytes into frames and hands each to its session: first a
 * {@link io.gantry.transport.Greeting}, then a {@link io.gantry.transport.ClientSession}, or for another worker's calls a
 * {@link io.gantry.transport.PeerSession} and for its notes, over a connection of their own, a {@link io.gantry.transport.NoteSession}. All of that runs on the connection's I/O thread and never blocks. What leaves goes
 * through the connection's {@link io.gantry.transport.Outbound}, which any thread may fill. Nothing is interpreted here but the
 * edge: is it a message, is it allowed on this connection, and which partition is it for.
 */
package io.gantry.transport;
