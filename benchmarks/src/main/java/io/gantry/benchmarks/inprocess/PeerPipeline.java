package io.gantry.benchmarks.inprocess;

import exchange.core2.core.ExchangeApi;
import exchange.core2.core.ExchangeCore;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.CoreWaitStrategy;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.api.binary.BatchAddAccountsCommand;
import exchange.core2.core.common.api.binary.BatchAddSymbolsCommand;
import exchange.core2.core.common.api.binary.BinaryDataCommand;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.config.ExchangeConfiguration;
import exchange.core2.core.common.config.InitialStateConfiguration;
import exchange.core2.core.common.config.LoggingConfiguration;
import exchange.core2.core.common.config.OrdersProcessingConfiguration;
import exchange.core2.core.common.config.OrdersProcessingConfiguration.MarginTradingMode;
import exchange.core2.core.common.config.OrdersProcessingConfiguration.RiskProcessingMode;
import exchange.core2.core.common.config.PerformanceConfiguration;
import exchange.core2.core.common.config.PerformanceConfiguration.PerformanceConfigurationBuilder;
import exchange.core2.core.common.config.ReportsQueriesConfiguration;
import exchange.core2.core.common.config.SerializationConfiguration;
import io.gantry.benchmarks.BenchException;
import io.gantry.benchmarks.stream.MarketFlow;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ObjLongConsumer;
import org.eclipse.collections.impl.map.mutable.primitive.IntLongHashMap;
import org.eclipse.collections.impl.map.mutable.primitive.LongObjectHashMap;

/**
 * How exchange-core is set up: nothing but matching, as far as it lets itself be told. Its risk engine checks no balances, nothing is journaled, margin
 * trading is off. Sizes of the ring and of groups are those that it recommends itself for throughput, or for latency.
 *
 * @param isForThroughput else for latency
 * @param waitStrategy how its threads wait for each other
 */
record PeerPipeline(boolean isForThroughput, CoreWaitStrategy waitStrategy) {
    private static final long SETUP_SECONDS = 30;
    private static final int BASE_CURRENCY = 840;
    private static final int QUOTE_CURRENCY = 978;
    private static final int FIRST_SYMBOL = 1;

    /** Ways of waiting that a user may choose. */
    static List<String> waits() {
        return List.of(
                CoreWaitStrategy.BLOCKING.name(), CoreWaitStrategy.YIELDING.name(), CoreWaitStrategy.BUSY_SPIN.name());
    }

    static PeerPipeline of(Phase phase) {
        return new PeerPipeline(phase.isClosed(), CoreWaitStrategy.valueOf(phase.waitStrategy()));
    }

    ExchangeCore build(ObjLongConsumer<OrderCommand> results) {
        ExchangeConfiguration configuration = ExchangeConfiguration.builder()
                .ordersProcessingCfg(OrdersProcessingConfiguration.builder()
                        .riskProcessingMode(RiskProcessingMode.NO_RISK_PROCESSING)
                        .marginTradingMode(MarginTradingMode.MARGIN_TRADING_DISABLED)
                        .build())
                .performanceCfg(performance())
                .initStateCfg(InitialStateConfiguration.cleanStart("bench"))
                .reportsQueriesCfg(ReportsQueriesConfiguration.DEFAULT)
                .loggingCfg(LoggingConfiguration.builder()
                        .loggingLevels(EnumSet.of(LoggingConfiguration.LoggingLevel.LOGGING_WARNINGS))
                        .build())
                .serializationCfg(SerializationConfiguration.DEFAULT)
                .build();
        return ExchangeCore.builder()
                .resultsConsumer(results)
                .exchangeConfiguration(configuration)
                .build();
    }

    /** One thread of each kind; no thread is bound to a core, since there may be fewer cores than threads. */
    private PerformanceConfiguration performance() {
        PerformanceConfigurationBuilder recommended = isForThroughput
                ? PerformanceConfiguration.throughputPerformanceBuilder()
                : PerformanceConfiguration.latencyPerformanceBuilder();
        return recommended
                .matchingEnginesNum(1)
                .riskEnginesNum(1)
                .threadFactory(task -> {
                    Thread thread = new Thread(task);
                    thread.setDaemon(true);
                    return thread;
                })
                .waitStrategy(waitStrategy)
                .build();
    }

    /** A symbol's number there. */
    static int symbolId(int symbol) {
        return FIRST_SYMBOL + symbol;
    }

    /** Makes the symbols and accounts of a flow known. */
    static void fill(ExchangeApi api, MarketFlow flow) {
        List<CoreSymbolSpecification> symbols = new ArrayList<>();
        for (int symbol = 0; symbol < flow.symbols(); symbol++) {
            symbols.add(CoreSymbolSpecification.builder()
                    .symbolId(symbolId(symbol))
                    .type(SymbolType.CURRENCY_EXCHANGE_PAIR)
                    .baseCurrency(BASE_CURRENCY)
                    .quoteCurrency(QUOTE_CURRENCY)
                    .baseScaleK(1)
                    .quoteScaleK(1)
                    .build());
        }
        LongObjectHashMap<IntLongHashMap> accounts = new LongObjectHashMap<>();
        for (int request = 0; request < flow.size(); request++) {
            accounts.getIfAbsentPut(flow.stream(request).account(flow.index(request)), IntLongHashMap::new);
        }
        submit(api, new BatchAddSymbolsCommand(symbols), "symbols");
        submit(api, new BatchAddAccountsCommand(accounts), "accounts");
    }

    private static void submit(ExchangeApi api, BinaryDataCommand command, String what) {
        try {
            CommandResultCode result = api.submitBinaryDataAsync(command).get(SETUP_SECONDS, TimeUnit.SECONDS);
            if (result != CommandResultCode.SUCCESS && result != CommandResultCode.ACCEPTED) {
                throw new BenchException("exchange-core did not take the " + what + ": " + result);
            }
        } catch (ExecutionException | TimeoutException failure) {
            throw new BenchException("exchange-core did not take the " + what + ": " + failure, failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }
}
