package io.gantry.shell;

import io.gantry.engine.api.cluster.PeerService;
import io.gantry.engine.api.partition.PartitionHost;
import io.gantry.shell.Books.Question;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows this worker's books to the shells of other workers. */
@Component(name = "io.gantry.shell.book.peer", service = PeerService.class)
public final class BookPeer implements PeerService {

    static final String SERVICE = "book";

    private final PartitionHost partitions;

    @Activate
    public BookPeer(@Reference PartitionHost partitions) {
        this.partitions = partitions;
    }

    @Override
    public String name() {
        return SERVICE;
    }

    @Override
    public CompletionStage<byte[]> handle(byte[] request) {
        Question question = Json.read(request, Question.class);
        return partitions
                .book(question.partition(), question.symbolId(), question.levels())
                .thenApply(Json::bytes);
    }
}
