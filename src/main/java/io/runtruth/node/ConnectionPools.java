package io.runtruth.node;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.runtruth.shared.Workload;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/// Gives jobs a pool of their own beside the one of screens and calls, with limits of time of its own (contract
/// 13): a table that somebody locks can take all connections of the screens, and the jobs go on; and a job may
/// take longer than a person waits.
@Component
class ConnectionPools implements BeanPostProcessor, DisposableBean {

    private final int jobConnections;
    private final String jobLimits;
    private final List<HikariDataSource> ofJobs = new ArrayList<>();

    ConnectionPools(
            @Value("${runtruth.jobs.connections}") int jobConnections,
            @Value("${runtruth.jobs.connection-init-sql}") String jobLimits) {
        this.jobConnections = jobConnections;
        this.jobLimits = jobLimits;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return bean instanceof HikariDataSource screens && beanName.equals("dataSource")
                ? new ByWorkload(screens, jobs(screens))
                : bean;
    }

    private HikariDataSource jobs(HikariDataSource screens) {
        var settings = new HikariConfig();
        screens.copyStateTo(settings);
        settings.setPoolName("jobs");
        settings.setMaximumPoolSize(jobConnections);
        settings.setMinimumIdle(0);
        settings.setConnectionInitSql(jobLimits);
        settings.setInitializationFailTimeout(-1);
        var jobs = new HikariDataSource(settings);
        ofJobs.add(jobs);
        return jobs;
    }

    @Override
    public void destroy() {
        ofJobs.forEach(HikariDataSource::close);
    }

    private static final class ByWorkload extends DelegatingDataSource {

        private final HikariDataSource jobs;

        ByWorkload(HikariDataSource screens, HikariDataSource jobs) {
            super(screens);
            this.jobs = jobs;
        }

        @Override
        public Connection getConnection() throws SQLException {
            return Workload.current() == Workload.JOB ? jobs.getConnection() : super.getConnection();
        }
    }
}
